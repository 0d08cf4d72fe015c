import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { Sealer } from './seal/sealer';
import { dice, Tamperer, type Mutation } from './testing/tampering';
import { verifyAudit, type OrganisationHead } from './verify/audit-verification';
import type { Read } from './verify/sealed-lines';
import { verifyChain, type ChainReport, type ExportedHead } from './verify/verify-chain';
import { KeyRing } from '../platform/keys/key-ring';
import { bindNamed } from '../platform/database/named-parameters';
import { camelCaseRow, columnTypes } from '../platform/database/rows';
import { aCase, aFoundedOrganisation, browserOf, submitted } from '../responding/testing/respondent-builders';
import { aProduct, type TestOrganisation, type TestProduct } from '../testing';

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
    await product.get(Sealer).seal(organisation.id);
  }, 60_000);

  afterAll(async () => {
    await admin.end();
    await product.close();
  });

  /** As the erasing functions leave a row; they have tests of their own. */
  async function plantErasures(): Promise<void> {
    const { id } = organisation;
    await admin.query(`
      begin; set local session_replication_role = replica;
      insert into app.audit_event (organisation_id, id, actor_kind, actor_name, what, object_kind)
        values ('${id}', '0190aaaa-0000-7000-8000-000000000001', 'job', 'erasure', 'person.erased', 'contact');
      update app.answer_revision r set
          who_digest = app.part_digest(who_salt, null, (app.answer_revision_parts(r)).who), who_salt = null,
          what_digest = app.part_digest(what_salt, null, (app.answer_revision_parts(r)).what), what_salt = null,
          by_name = 'erased', from_where = null, value = app.erased_value(),
          erasure_id = '0190aaaa-0000-7000-8000-000000000001'
        where organisation_id = '${id}' and question in ('MA-14', 'MA-15', 'MA-16');
      update app.audit_event e set
          who_digest = app.part_digest(who_salt, null, (app.audit_event_parts(e)).who), who_salt = null,
          actor_name = 'erased', from_where = null, erasure_id = '0190aaaa-0000-7000-8000-000000000001'
        where organisation_id = '${id}' and what in ('vendor.created', 'assessment.sent');
      commit`);
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
    const cut = `
      delete from app.audit_event e using app.audit_seal s
        where s.organisation_id = '${id}' and e.organisation_id = '${id}' and s.row_id = e.id::text and s.seal_no > 20;
      delete from app.answer_revision r using app.audit_seal s
        where s.organisation_id = '${id}' and r.organisation_id = '${id}' and s.seal_no > 20
          and s.row_id = r.assessment_id || '/' || r.question || '/' || r.revision;
      delete from app.audit_seal where organisation_id = '${id}' and seal_no > 20`;
    expect((await after(cut)).fault).toBeNull();
    expect((await after(cut, head)).fault).toMatchObject({ kind: 'cut off', sealNo: 20 });
    const other = { ...head, hash: '00'.repeat(32) };
    expect((await verify(other)).fault).toMatchObject({ kind: 'not the exported head', sealNo: head.sealNo });
  });

  it('says so when a key is missing', async () => {
    const keys = new KeyRing([{ id: 'another', secret: Buffer.alloc(32, 1) }]);
    const { fault } = await verifyChain(read, keys, { organisationId: organisation.id, head: null });
    expect(fault).toMatchObject({ kind: 'unknown key', sealNo: 1 });
  });

  it('says so when an erasure is not on record', async () => {
    const record = `update app.answer_revision set erasure_id = (
        select e.id from app.audit_event e where e.what = 'vendor.created' and e.organisation_id = '${organisation.id}')
      where organisation_id = '${organisation.id}' and erasure_id is not null`;
    const forged = `update app.audit_event set erasure_id = null
      where organisation_id = '${organisation.id}' and erasure_id is not null`;
    expect((await after(record)).fault?.kind).toBe('erased without a record');
    expect((await after(forged)).fault?.kind).toBe('not cleanly erased');
  });

  it('reads as the product’s own role beside a running product, every organisation by itself', async () => {
    const other = await product.anOrganisation({ slug: 'beside' });
    await product.aMember({ organisation: other });
    const reports = await verifyAll({ organisation: 'sealed', ...(await exportedHead()) });
    expect(reports.map(({ slug, fault }) => [slug, fault])).toEqual([
      ['sealed', null],
      ['beside', null],
    ]);
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
