import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { bindNamed, camelCaseRow, columnTypes, KeyRing } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  blanks,
  browserOf,
  dice,
  submitted,
  Tamperer,
  type Mutation,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { Sealer } from './seal/sealer';
import { verifyAudit, type OrganisationHead } from './verify/audit-verification';
import type { Read } from './verify/sealed-lines';
import { readHead, verdictOf } from './verify/verdict';
import { verifyChain, type ChainReport, type ExportedHead } from './verify/verify-chain';

const SEED = 20261123;

describe('Verifying the trail', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let admin: Client;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'sealed');
    const procurement = await browserOf(product, organisation, 'procurement');
    const about = await aCase(procurement);
    await submitted(product, { organisation, procurement, about });
    admin = new Client({ connectionString: product.testDatabase.adminUrl, types: columnTypes });
    await admin.connect();
    await plantErasures();
    await sealForCertain();
  }, 60_000);

  afterAll(async () => {
    await admin.end();
    await product.close();
  });

  const records = {
    person: '0190aaaa-0000-7000-8000-000000000001',
    line: '0190aaaa-0000-7000-8000-000000000002',
    answer: '0190aaaa-0000-7000-8000-000000000003',
    mail: '0190aaaa-0000-7000-8000-000000000004',
  };

  const blank = (
    source: 'event' | 'answer',
    parts: readonly ('who' | 'what')[],
    record: string,
    which: string,
  ) => {
    const table = source === 'event' ? 'audit_event' : 'answer_revision';
    const sets = parts.flatMap((part) => blanks[source][part]).join(', ');
    return `update app.${table} x set ${sets}, erasure_id = '${record}'
      where organisation_id = '${organisation.id}' and ${which};`;
  };

  const record = (id: string, what: string, trail: string) => `
    insert into app.audit_event (organisation_id, id, actor_kind, actor_name, what, object_kind, detail)
      values ('${organisation.id}', '${id}', 'job', 'retention', '${what}', 'organisation',
        jsonb_build_object('trail', ${trail}));`;

  const stated = (eventWho: string, eventWhat: string, answers: string) => `
    jsonb_build_object('event', jsonb_build_object('who', ${eventWho}, 'what', ${eventWhat}, 'rows', 0),
      'answer', jsonb_build_object('who', ${answers}, 'what', ${answers}, 'rows', 0))`;

  /** As the erasing functions leave a row; they have tests of their own. One line loses its parts one by one. */
  async function plantErasures(): Promise<void> {
    const answers = `(select count(*) from app.answer_revision r where r.organisation_id = '${organisation.id}'
      and r.erasure_id = '${records.person}')`;
    const events = `(select count(*) from app.audit_event e where e.organisation_id = '${organisation.id}'
      and e.what in ('vendor.created', 'assessment.sent'))`;
    await admin.query(`
      begin; set local session_replication_role = replica;
      ${blank('answer', ['who', 'what'], records.person, `question in ('MA-14', 'MA-15', 'MA-16')`)}
      ${blank('answer', ['who', 'what'], records.answer, `question = 'MA-17'`)}
      ${blank('event', ['who'], records.person, `what in ('vendor.created', 'assessment.sent')`)}
      ${blank('event', ['what'], records.line, `what = 'vendor.created'`)}
      ${record(records.person, 'person.erased', stated(events, '0', answers))}
      ${record(records.line, 'audit.erased', stated('0', '1', '0'))}
      ${record(records.answer, 'answers.erased', stated('0', '0', '1'))}
      ${record(records.mail, 'mail.erased', stated('0', '0', '0'))}
      commit`);
  }

  /** The mark of the sealer passes a line only once every older transaction of the server has ended, a neighbour's too. */
  async function sealForCertain(): Promise<void> {
    for (;;) {
      await product.get(Sealer).seal(organisation.id);
      const { rows } = await admin.query<{ certain: boolean }>(`
        select bool_and(e.transaction_id < m.sealed_below) as certain
        from app.audit_event e join app.audit_seal_state m using (organisation_id)
        where organisation_id = '${organisation.id}'`);
      if (rows[0]?.certain) return;
      await pause(50);
    }
  }

  const read: Read = async <Row extends object>(
    sql: string,
    parameters: Readonly<Record<string, unknown>>,
  ) => {
    const name = createHash('sha256').update(sql).digest('hex').slice(0, 16);
    const { rows } = await admin.query<Record<string, unknown>>({ name, ...bindNamed(sql, parameters) });
    // The statement says what a row holds, as in the product's own reader.
    return rows.map((row) => camelCaseRow(row) as Row);
  };

  const verify = (head: ExportedHead | null = null): Promise<ChainReport> =>
    verifyChain(read, product.config.keys, { organisationId: organisation.id, head });

  const verifyAll = (head: OrganisationHead | null = null) =>
    verifyAudit({ databaseUrl: product.config.databaseUrl, keys: product.config.keys, head });

  /** What the chain says after this change; nothing of it stays. */
  async function after(sql: string, head: ExportedHead | null = null): Promise<ChainReport> {
    await admin.query('begin; set local session_replication_role = replica');
    try {
      await admin.query(sql);
      return await verify(head);
    } finally {
      await admin.query('rollback');
    }
  }

  async function exportedHead(): Promise<ExportedHead> {
    const [head] = await read<{ sealNo: number; hash: string }>(
      `select seal_no, encode(hash, 'hex') as hash from app.audit_seal where organisation_id = :id
       order by seal_no desc limit 1`,
      { id: organisation.id },
    );
    return head ?? { sealNo: 0, hash: '' };
  }

  it('finds the untouched chain sound, and says how much was erased', async () => {
    const report = await verify(await exportedHead());
    expect(report).toMatchObject({ waiting: 0, fault: null });
    expect(report.sealed).toBeGreaterThan(75);
    expect(report.erased).toBeGreaterThan(3);
  });

  it('does not depend on the settings of a session', async () => {
    await admin.query(`set timezone = 'Asia/Kolkata'; set datestyle = 'SQL, DMY'; set intervalstyle = 'sql_standard';
      set bytea_output = 'escape'; set extra_float_digits = 0`);
    expect((await verify()).fault).toBeNull();
    await admin.query('reset all');
  });

  it('takes the time it needs, whatever limit the role has behind a pooler', async () => {
    const name = new URL(product.testDatabase.appUrl).pathname.slice(1);
    await admin.query(`
      alter role cs_app in database "${name}" set statement_timeout = '500ms';
      alter function lookup.organisations() rename to organisations_at_once;
      create function lookup.organisations() returns setof uuid stable security definer language sql
        as 'select lookup.organisations_at_once() from pg_sleep(1)'`);
    const [report] = await verifyAll();
    await admin.query(`
      drop function lookup.organisations();
      alter function lookup.organisations_at_once() rename to organisations;
      alter role cs_app in database "${name}" reset statement_timeout`);
    expect(report?.fault).toBeNull();
  });

  it('finds a change of every column of the three tables', async () => {
    const tamperer = await Tamperer.of(admin, { organisationId: organisation.id, random: dice(SEED) });
    const mutations = tamperer.everyColumn();
    expect(mutations.length).toBeGreaterThan(40);
    expect(await unnoticed(mutations)).toEqual([]);
  }, 60_000);

  it('finds 1,000 changes at random and names the first line that is wrong', async () => {
    const tamperer = await Tamperer.of(admin, { organisationId: organisation.id, random: dice(SEED + 1) });
    const mutations = Array.from({ length: 1_000 }, () => tamperer.any());
    expect(await unnoticed(mutations)).toEqual([]);
  }, 240_000);

  async function unnoticed(mutations: readonly Mutation[]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const { what, sql, named } of mutations) {
      const { fault } = await after(sql);
      const right =
        fault !== null && fault.sealNo === named.sealNo && [null, fault.rowId].includes(named.rowId);
      if (!right) found.push({ what, sql, named, fault });
    }
    return found;
  }

  it('finds a chain that was cut off, or made anew, by an exported head', async () => {
    const head = await exportedHead();
    const { id } = organisation;
    // The erased lines and their records stay: without one of them the erasures would not add up any more.
    const last = head.sealNo - 10;
    const cut = `
      delete from app.audit_event e using app.audit_seal s
        where s.organisation_id = '${id}' and e.organisation_id = '${id}' and s.row_id = e.id::text and s.seal_no > ${last};
      delete from app.answer_revision r using app.audit_seal s
        where s.organisation_id = '${id}' and r.organisation_id = '${id}' and s.seal_no > ${last}
          and s.row_id = r.assessment_id || '/' || r.question || '/' || r.revision;
      delete from app.audit_seal where organisation_id = '${id}' and seal_no > ${last}`;
    expect((await after(cut)).fault).toBeNull();
    expect((await after(cut, head)).fault).toMatchObject({ kind: 'cut off', sealNo: last });
    const other = { ...head, hash: '00'.repeat(32) };
    expect((await verify(other)).fault).toMatchObject({ kind: 'not the exported head', sealNo: head.sealNo });
  });

  it('says so when a key is missing', async () => {
    const keys = new KeyRing([{ id: 'another', secret: Buffer.alloc(32, 1) }]);
    const { fault } = await verifyChain(read, keys, { organisationId: organisation.id, head: null });
    expect(fault).toMatchObject({ kind: 'unknown key', sealNo: 1 });
  });

  it('says so when an erasure is not on record', async () => {
    const moved = `update app.answer_revision set erasure_id = (
        select e.id from app.audit_event e where e.what = 'vendor.created' and e.organisation_id = '${organisation.id}')
      where organisation_id = '${organisation.id}' and erasure_id is not null`;
    const forged = `update app.audit_event set erasure_id = null
      where organisation_id = '${organisation.id}' and erasure_id is not null`;
    expect((await after(moved)).fault?.kind).toBe('erased without a record');
    expect((await after(forged)).fault?.kind).toBe('not cleanly erased');
  });

  it('counts what each erasure took, so that none excuses another loss', async () => {
    const incriminating = `what = 'engagement.created'`;
    const inTheNameOf = async (id: string) => {
      const { fault } = await after(blank('event', ['what'], id, incriminating));
      return [fault?.kind, fault?.rowId];
    };
    const [line] = await read<{ id: string }>(
      `select e.id from app.audit_event e where e.organisation_id = :id and ${incriminating}`,
      { id: organisation.id },
    );
    expect(await inTheNameOf(records.mail)).toEqual(['erased without a record', line?.id]);
    expect(await inTheNameOf(records.answer)).toEqual(['erased without a record', line?.id]);
    expect(await inTheNameOf(records.line)).toEqual(['more erased than recorded', records.line]);
    // A later erasure took another part of one of its lines and gave it its own name: the sum still holds.
    expect(await inTheNameOf(records.person)).toEqual(['erasures do not add up', null]);
    const other = blank('event', ['what'], records.person, `what = 'assessment.sent'`);
    expect((await after(other)).fault?.sentence).toBe(
      'The trail has lost other parts than the records of its erasures tell of.',
    );
    const removed = (name: string) => `
      insert into app.disposed_row (organisation_id, source, row_id, digest, erasure_id)
        select r.organisation_id, 'answer', app.answer_row_id(r), app.answer_revision_digest(r), '${name}'
        from app.answer_revision r where r.organisation_id = '${organisation.id}' and r.question = 'MA-03';
      delete from app.answer_revision where organisation_id = '${organisation.id}' and question = 'MA-03'`;
    expect((await after(removed(records.mail))).fault?.kind).toBe('erased without a record');
    expect((await after(removed(records.person))).fault?.kind).toBe('erased without a record');
  });

  it('reads as the product’s own role beside a running product, every organisation by itself', async () => {
    const other = await product.anOrganisation({ slug: 'beside' });
    await product.aMember({ organisation: other });
    const reports = await verifyAll({
      organisation: 'sealed',
      organisationId: null,
      ...(await exportedHead()),
    });
    expect(reports.map(({ slug, fault }) => [slug, fault])).toEqual([
      ['sealed', null],
      ['beside', null],
    ]);
    const head = { ...(await exportedHead()), organisation: 'beside', organisationId: organisation.id };
    const cutOff = { ...head, sealNo: head.sealNo + 1 };
    expect((await verifyAll(head)).map(({ fault }) => fault)).toEqual([null, null]);
    expect((await verifyAll(cutOff)).map(({ fault }) => fault?.kind)).toEqual(['cut off', undefined]);
    await product.get(Sealer).sealAll();
    const [{ row_id: victim }] = (await product.behindTheBack<{ row_id: string }>(
      `select row_id from app.audit_seal where organisation_id = '${organisation.id}' and seal_no = 5`,
    )) as [{ row_id: string }];
    await product.behindTheBack(`
      do $$ begin
        set local session_replication_role = replica;
        update app.audit_event set what = what || '!' where id::text = '${victim}';
      end $$`);
    const [bad, good] = await verifyAll();
    expect(bad?.fault).toMatchObject({ kind: 'changed', sealNo: 5, source: 'event', rowId: victim });
    expect(bad?.fault?.sentence).toBe(`Seal 5, event ${victim} was changed after it was sealed.`);
    expect(good?.fault).toBeNull();
  });
});

describe('An exported head', () => {
  const head = (fields: object) => readHead(JSON.stringify({ sealNo: 9, hash: 'ab'.repeat(32), ...fields }));
  const id = '0190aaaa-0000-7000-8000-000000000001';
  const report = {
    organisationId: id,
    slug: `deleted-${id}`,
    name: 'Deleted organisation',
    sealed: 9,
    waiting: 0,
    erased: 9,
    lost: null,
    fault: null,
  };
  const successor = {
    ...report,
    organisationId: '0190aaaa-0000-7000-8000-000000000002',
    slug: 'acme',
    name: 'Acme',
  };

  it('belongs to its organisation by id, and not to another one that has taken the short name', () => {
    const { lines, sound } = verdictOf(
      [report, successor],
      head({ organisation: 'acme', organisationId: id }),
    );
    expect(sound).toBe(true);
    expect(lines[0]).toContain('The exported head, seal 9, is in it.');
    expect(lines[1]).not.toContain('head');
    expect(verdictOf([successor], head({ organisation: 'acme', organisationId: id })).sound).toBe(false);
  });

  it('goes by the short name only where it was written down without the id', () => {
    const { lines } = verdictOf([report, successor], head({ organisation: 'acme' }));
    expect(lines[1]).toContain('The exported head, seal 9, is in it.');
    expect(() => head({ organisation: 'acme', organisationId: 'acme' })).toThrow('"organisationId"');
  });
});
