import { createHash } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import { Sealer, verifyAudit } from '@countersign/audit';
import { FileStore, INSTALLATION_MARK, JobRunner, KeyRing } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { OrphanSweep } from './orphan-sweep';
import { provingColumns, secretColumns } from './export-tables';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let other: TestOrganisation;
let procurement: TestAgent;
let admin: TestAgent;
let respondent: TestAgent;
let assessmentId: string;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'leaving');
  other = await aFoundedOrganisation(product, 'staying');
  procurement = await browserOf(product, organisation, 'procurement');
  admin = await browserOf(product, organisation, 'admin');
  assessmentId = await sent(procurement, await aCase(procurement));
  respondent = await respondentOf(product, organisation, assessmentId);
  await respondent
    .post(`/api/respond/assessments/${assessmentId}/evidence?question=MA-14`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'policy.txt')
    .send(Buffer.from('Our policy.'))
    .expect(201);
  await respondent
    .put(`/api/respond/assessments/${assessmentId}/answers/MA-01`)
    .send({ value: { answer: 'A person', followUps: {}, naReason: null }, base: 0 })
    .expect(200);
});

/** Nobody asks for so many exports in an hour. */
beforeEach(() => product.behindTheBack('delete from app.rate_count'));

afterAll(() => product.close());

const runJobs = () => product.get(JobRunner).runDue();

async function anExport(): Promise<{ id: string; zip: Buffer }> {
  const { body: asked } = await admin.post('/api/data-jobs/export').send({}).expect(201);
  expect(asked).toMatchObject({ kind: 'export', state: 'waiting', fileAvailableUntil: null });
  await admin.get(`/api/data-jobs/${asked.id}/file`).expect(404);
  await product.get(Sealer).seal(organisation.id);
  await runJobs();
  const zip = await admin.get(`/api/data-jobs/${asked.id}/file`).responseType('blob').expect(200);
  expect(zip.headers['content-disposition']).toMatch(/^attachment; filename="countersign-export-/);
  return { id: asked.id as string, zip: zip.body as Buffer };
}

/** What an unzip does: the entries of the central directory, whose sizes stand in the 64-bit field. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    let extra = at + 46 + (nameLength ?? 0);
    const next = extra + (extraLength ?? 0) + (commentLength ?? 0);
    while (zip.readUInt16LE(extra) !== 1) extra += 4 + zip.readUInt16LE(extra + 2);
    const size = Number(zip.readBigUInt64LE(extra + 12));
    const local = Number(zip.readBigUInt64LE(extra + 20));
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const raw = zip.subarray(data, data + size);
    entries.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(raw) : raw);
    at = next;
  }
  return entries;
}

const countOf = async (table: string, organisationId: string): Promise<number> => {
  const [row] = await product.behindTheBack<{ count: number }>(
    `select count(*)::int as count from app."${table}" where organisation_id = $1`,
    [organisationId],
  );
  return row?.count ?? -1;
};

const organisationTables = () =>
  product.behindTheBack<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );

async function expectVerified(): Promise<void> {
  const keys = product.get(KeyRing);
  const reports = await verifyAudit({ databaseUrl: product.testDatabase.appUrl, keys, head: null });
  expect(reports.map(({ fault }) => fault)).toEqual(reports.map(() => null));
}

describe('An export', () => {
  it('says of every column that looks like a secret whether it goes out', async () => {
    const suspicious = await product.behindTheBack<{ name: string }>(`
      select c.relname || '.' || a.attname as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organisation_id')
        and (a.atttypid = 'bytea'::regtype
          or a.attname ~ 'hash|secret|sealed|password|token|salt|nonce|verifier|sha256|credential'
          or a.attname ~ '(^|_)key(_|$)' or a.attname = 'device')
        and a.attname <> 'key_version' and a.attname not in ('sealed_at', 'sealed_below', 'client_secret_set_at')
      order by 1`);
    const decided = [secretColumns, provingColumns].flatMap((list) =>
      Object.entries(list).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
    );
    expect(suspicious.map(({ name }) => name)).toEqual(decided.sort());
  });

  it('holds every row of every table, every file, and says so in its manifest', async () => {
    const { zip } = await anExport();
    const entries = unzipped(zip);
    const manifest = JSON.parse(entries.get('manifest.json')?.toString() ?? '{}');
    expect(manifest.organisation).toEqual({ slug: 'leaving', name: organisation.name });
    expect(manifest.seal.sealNo).toBeGreaterThan(0);
    for (const { name } of await organisationTables()) {
      const bytesOfTable = entries.get(`tables/${name}.jsonl`);
      const lines = bytesOfTable?.toString().split('\n').filter(Boolean) ?? [];
      const about = manifest.tables.find(({ path }: { path: string }) => path === `tables/${name}.jsonl`);
      expect([name, about.rows, about.sha256]).toEqual([name, lines.length, sha256(bytesOfTable)]);
      const found = lines.map((line) => JSON.parse(line) as { organisation_id: string });
      expect(found.every((row) => row.organisation_id === organisation.id)).toBe(true);
      if (!['audit_event', 'audit_seal', 'audit_seal_state', 'data_job'].includes(name)) {
        expect([name, lines.length]).toEqual([name, await countOf(name, organisation.id)]);
      }
    }
    const [file] = manifest.files;
    expect([manifest.files.length, sha256(entries.get(file.path)), file.table]).toEqual([
      1,
      file.sha256,
      'evidence',
    ]);
    expect(entries.get(file.path)?.toString()).toBe('Our policy.');
  });

  it('says of each file whether the product opens it', async () => {
    const { zip } = await anExport();
    const line = unzipped(zip).get('tables/evidence.jsonl')?.toString().trim() ?? '';
    expect(JSON.parse(line)).toMatchObject({ name: 'policy.txt', media_type: 'text/plain', unopened: null });
  });

  it('holds no secret', async () => {
    const { zip } = await anExport();
    const entries = unzipped(zip);
    const text = [...entries.values()].map(String).join('\n');
    const secrets = await product.behindTheBack<{ secret: string }>(`
      select password_hash as secret from app.member where password_hash is not null
      union all select encode(token_hash, 'hex') from app.member_session
      union all select encode(session_hash, 'hex') from app.respondent_grant`);
    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter(({ secret }) => text.includes(secret))).toEqual([]);
  });

  it('is read in pages, and loses none between them', async () => {
    await product.behindTheBack(
      `insert into app.suppressed_address (organisation_id, address, reason)
       select $1, 'person-' || n || '@many.example', 'bounced' from generate_series(1, 1203) n`,
      [organisation.id],
    );
    const { zip } = await anExport();
    const lines = unzipped(zip).get('tables/suppressed_address.jsonl')?.toString().trim().split('\n') ?? [];
    expect(new Set(lines).size).toBe(1203);
  });
});

const sha256 = (content: Buffer | undefined) =>
  createHash('sha256')
    .update(content ?? '')
    .digest('hex');

describe('Exports', () => {
  it('are made one at a time', async () => {
    const asked = await Promise.all([1, 2].map(() => admin.post('/api/data-jobs/export').send({})));
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(asked.find(({ status }) => status === 409)?.body.code).toBe('export-waiting');
    await runJobs();
  });

  it('are cancelled while they wait, which stands in the trail, and another may be asked for', async () => {
    const { body: asked } = await admin.post('/api/data-jobs/export').send({}).expect(201);
    expect(asked).toMatchObject({ percent: 0, cancelAskedAt: null });
    const { body: cancelled } = await admin.post(`/api/data-jobs/${asked.id}/cancel`).expect(200);
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelAskedAt: expect.any(String) });
    await admin.post(`/api/data-jobs/${asked.id}/cancel`).expect(409);
    const lines = await product.behindTheBack(
      `select actor_kind as by_kind from app.audit_event where what = 'export.cancelled' and object_id = $1`,
      [asked.id],
    );
    expect(lines).toEqual([{ by_kind: 'member' }]);
    await anExport();
  });

  it('are cancelled while they are made, and nothing of them is kept', async () => {
    const stored = async () =>
      (await readdir(product.filesFolder, { recursive: true })).filter((path) => path.length > 2).sort();
    const before = await stored();
    const holder = new Client({ connectionString: product.testDatabase.adminUrl });
    await holder.connect();
    await holder.query('begin; lock table app.suppressed_address in access exclusive mode');
    const { body: asked } = await admin.post('/api/data-jobs/export').send({}).expect(201);
    const made = runJobs();
    const job = async () =>
      (await admin.get('/api/data-jobs').expect(200)).body.items.find(
        ({ id }: { id: string }) => id === asked.id,
      );
    while ((await job()).percent === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const { body: cancelling } = await admin.post(`/api/data-jobs/${asked.id}/cancel`).expect(200);
    expect(cancelling).toMatchObject({ state: 'running', cancelAskedAt: expect.any(String) });
    await holder.end();
    await made;
    expect(await job()).toMatchObject({
      state: 'cancelled',
      result: null,
      problem: null,
      fileAvailableUntil: null,
    });
    expect(await stored()).toEqual(before);
  });

  it('say what is missing when the bytes of a file are gone', async () => {
    const elsewhere = '00/00000000-0000-4000-8000-000000000000';
    const [file] = await product.behindTheBack<{ key: string }>(
      'select storage_key as key from app.evidence where organisation_id = $1',
      [organisation.id],
    );
    const move = (key: string | undefined) =>
      product.behindTheBack('update app.evidence set storage_key = $2 where organisation_id = $1', [
        organisation.id,
        key,
      ]);
    await move(elsewhere);
    const { zip } = await anExport();
    const manifest = JSON.parse(unzipped(zip).get('manifest.json')?.toString() ?? '{}');
    expect([manifest.files, manifest.missing]).toEqual([[], [{ key: elsewhere, table: 'evidence' }]]);
    await move(file?.key);
  });

  it('of one organisation let no other wait behind its queue', async () => {
    const queued = await product.behindTheBack<{ id: string }>(
      `insert into app.data_job (organisation_id, kind, requested_by_name, requested_at)
       select o.id, 'export', 'Somebody', now() - n * interval '1 minute'
       from unnest($1::uuid[]) o (id), generate_series(1, 3) n returning id`,
      [[organisation.id, other.id]],
    );
    const due = await product.behindTheBack<{ id: string }>(
      "select organisation_id as id from lookup.due_jobs('{export}', 10)",
    );
    expect(due.map(({ id }) => id).sort()).toEqual([organisation.id, other.id].sort());
    await product.behindTheBack(`delete from app.data_job where id = any ($1)`, [queued.map(({ id }) => id)]);
  });
});

describe('Bytes that no row names', () => {
  it('go after a day; those of a row, of a job and of an upload under way stay', async () => {
    const files = product.get(FileStore);
    const put = async (age: number) => {
      const { key } = await files.put(Readable.from([Buffer.from('x')]), { maximumBytes: 10 });
      const moment = new Date(Date.now() - age * 60 * 60 * 1_000);
      await utimes(join(product.filesFolder, key), moment, moment);
      return key;
    };
    const [orphan, fresh, removing] = [await put(25), await put(23), await put(25)];
    await product.behindTheBack(
      `insert into app.data_job (organisation_id, kind, state, requested_by_name, removing) values ($1, 'export', 'done', 'x', array[$2])`,
      [other.id, removing],
    );
    const [evidence] = await product.behindTheBack<{ key: string }>(
      'select storage_key as key from app.evidence',
    );
    const long = new Date(0);
    await utimes(join(product.filesFolder, evidence?.key ?? ''), long, long);
    await product.get(OrphanSweep).sweep();
    const kept = await readdir(product.filesFolder, { recursive: true });
    for (const key of [fresh, removing, evidence?.key]) expect(kept).toContain(key);
    expect(kept).not.toContain(orphan);
    // Set aside for a month, in case the row was only away for a while.
    const aside = join('set-aside', basename(orphan));
    expect(kept).toContain(aside);
    const inFolder = (name: string) => join(product.filesFolder, name);
    await product.get(OrphanSweep).sweep();
    expect(await readdir(product.filesFolder, { recursive: true })).toContain(aside);
    const overAMonth = new Date(Date.now() - 31 * 24 * 60 * 60 * 1_000);
    await utimes(inFolder(aside), overAMonth, overAMonth);
    await product.get(OrphanSweep).sweep();
    expect(await readdir(product.filesFolder, { recursive: true })).not.toContain(aside);
    await files.remove(fresh);
    await files.remove(removing);
  });
});

describe('The deletion of an organisation', () => {
  const ask = (body: object) => admin.post('/api/data-jobs/deletion').send(body);

  /** A request that has begun before the deletion and ends while it is under way. */
  async function aLateWriter(): Promise<{ commit: () => Promise<void> }> {
    const client = new Client({ connectionString: product.testDatabase.adminUrl });
    await client.connect();
    await client.query('begin');
    await client.query(
      `insert into app.contact (organisation_id, vendor_id, name, email)
       select v.organisation_id, v.id, 'Late', 'late@vendor.example' from app.vendor v where v.organisation_id = $1 limit 1`,
      [organisation.id],
    );
    return {
      commit: async () => {
        await client.query('commit');
        await client.end();
      },
    };
  }

  async function lateSaves(): Promise<void> {
    for (let base = 1; base < 6; base++) {
      const saved = await respondent
        .put(`/api/respond/assessments/${assessmentId}/answers/MA-01`)
        .send({ value: { answer: `Late ${base}`, followUps: {}, naReason: null }, base });
      expect([200, 401, 404]).toContain(saved.status);
    }
  }

  it('needs the short name, an export that was fetched, and no legal hold', async () => {
    const { id } = await anExport();
    expect((await ask({ confirmation: 'staying', exportJobId: id }).expect(422)).body.fields[0].field).toBe(
      'confirmation',
    );
    const unknown = '01999999-9999-7999-8999-999999999999';
    expect((await ask({ confirmation: 'leaving', exportJobId: unknown }).expect(409)).body.code).toBe(
      'export-missing',
    );
    await product.behindTheBack(
      `update app.data_job set finished_at = finished_at - interval '8 days' where id = $1`,
      [id],
    );
    await ask({ confirmation: 'leaving', exportJobId: id }).expect(409);
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ reason: 'A claim', vendorId: null, until: null })
      .expect(201);
    const unread = await admin.post('/api/data-jobs/export').send({}).expect(201);
    await runJobs();
    expect((await ask({ confirmation: 'leaving', exportJobId: unread.body.id }).expect(409)).body.code).toBe(
      'export-missing',
    );
    const fresh = await anExport();
    expect((await ask({ confirmation: 'leaving', exportJobId: fresh.id }).expect(409)).body.code).toBe(
      'deletion-blocked',
    );
    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Settled' }).expect(200);
  });

  it('leaves the sealed trail and nothing else, ends every session, and touches no other organisation', async () => {
    const { id } = await anExport();
    const tables = await organisationTables();
    const before = await Promise.all(tables.map(({ name }) => countOf(name, other.id)));
    await ask({ confirmation: 'leaving', exportJobId: id }).expect(201);
    const late = await aLateWriter();
    const deleting = runJobs();
    await lateSaves();
    await late.commit();
    await deleting;
    await procurement.get('/api/vendors').expect(401);
    await product.behindTheBack(
      `update app.data_job set lease_until = clock_timestamp() - interval '1 second' where state = 'running'`,
    );
    await runJobs();
    await admin.get('/api/data-jobs').expect(401);

    const left = [];
    for (const { name } of tables) if ((await countOf(name, organisation.id)) > 0) left.push(name);
    expect(left).toEqual([
      'audit_event',
      'audit_seal',
      'audit_seal_state',
      'data_job',
      'disposed_row',
      'organisation',
    ]);
    const [tombstone] = await product.behindTheBack(
      'select slug, name, deleted_at is not null as deleted from app.organisation where organisation_id = $1',
      [organisation.id],
    );
    expect(tombstone).toEqual({
      slug: `deleted-${organisation.id}`,
      name: 'Deleted organisation',
      deleted: true,
    });
    const states = await product.behindTheBack(
      `select state from app.data_job where organisation_id = $1 and kind = 'deletion'`,
      [organisation.id],
    );
    expect(states).toEqual([{ state: 'done' }]);
    expect(await Promise.all(tables.map(({ name }) => countOf(name, other.id)))).toEqual(before);
    const kept = await readdir(product.filesFolder, { recursive: true, withFileTypes: true });
    const files = kept.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(files).toEqual([INSTALLATION_MARK]);
    await product.get(Sealer).seal(organisation.id);
    await expectVerified();
    // One organisation is left, so that signing in needs no short name again.
    expect((await product.browser().get('/api/session').expect(200)).body.severalOrganisations).toBe(false);
  });
});
