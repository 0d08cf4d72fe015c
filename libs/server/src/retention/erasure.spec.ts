import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type TestAgent from 'supertest/lib/agent';
import { Sealer } from '../audit/seal/sealer';
import { verifyAudit } from '../audit/verify/audit-verification';
import { Ledger } from '../notifications';
import { KeyRing } from '../platform/keys/key-ring';
import {
  aCase,
  aFoundedOrganisation,
  browserOf,
  plain,
  respondentOf,
  sent,
  type Case,
} from '../responding/testing/respondent-builders';
import { aProduct, type TestOrganisation, type TestProduct } from '../testing';
import { DataJobRunner } from './data-job-runner';

jest.setTimeout(120_000);

const name = 'Philippa Quenneville';
const address = 'philippa.quenneville@vendor.example';

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let admin: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'erasing');
  procurement = await browserOf(product, organisation, 'procurement');
  admin = await browserOf(product, organisation, 'admin');
});

afterAll(() => product.close());

/** Every table of every schema as superuser, whole rows as text: nothing that is added later is left out. */
async function tablesNaming(what: string): Promise<string[]> {
  const tables = await product.behindTheBack<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname in ('app', 'lookup', 'public') order by 1`,
  );
  const found: string[] = [];
  for (const table of tables) {
    const [row] = await product.behindTheBack<{ count: string }>(
      `select count(*) from ${table.name} t where t::text ilike '%' || $1 || '%'`,
      [what],
    );
    if (Number(row?.count) > 0) found.push(table.name);
  }
  return found;
}

async function filesNaming(what: string): Promise<string[]> {
  const entries = await readdir(product.config.filesFolder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (bytes.toString('utf8').toLowerCase().includes(what.toLowerCase())) found.push(entry.name);
  }
  return found;
}

async function verified(): Promise<void> {
  const keys = product.get(KeyRing);
  const reports = await verifyAudit({ databaseUrl: product.testDatabase.appUrl, keys, head: null });
  expect(reports.map(({ fault }) => fault)).toEqual(reports.map(() => null));
}

const runJobs = () => product.get(DataJobRunner).runDue();
const job = async (id: string) =>
  (await admin.get('/api/data-jobs').expect(200)).body.items.find((item: { id: string }) => item.id === id);

async function aContact(): Promise<Case> {
  const about = await aCase(procurement);
  await product.behindTheBack(`update app.contact set name = $1, email = $2 where id = $3`, [
    name,
    address,
    about.contactId,
  ]);
  return about;
}

async function attach(respondent: TestAgent, assessmentId: string, file: { name: string; text: string }) {
  await respondent
    .post(`/api/respond/assessments/${assessmentId}/evidence?question=MA-14`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', encodeURIComponent(file.name))
    .send(Buffer.from(file.text))
    .expect(201);
}

/** The name in as many places as a year of work puts it. */
async function leaveTraces(about: Case): Promise<void> {
  const assessmentId = await sent(procurement, about);
  const respondent = await respondentOf(product, organisation, assessmentId);
  const save = (question: string, answer: unknown) =>
    respondent
      .put(`/api/respond/assessments/${assessmentId}/answers/${question}`)
      .send({ value: plain(answer), base: 0 })
      .expect(200);
  await save('MA-01', `Ask ${name.toUpperCase()} <${address}>`);
  await attach(respondent, assessmentId, { name: `Letter of ${name}.txt`, text: 'A letter.' });
  await attach(respondent, assessmentId, { name: 'names.txt', text: `Signed: ${name}` });
  await attach(respondent, assessmentId, { name: 'plain.txt', text: 'Nobody is named here.' });
  await product.asJobOf(organisation, async () => {
    await product
      .get(Ledger)
      .enqueue({
        occasion: `spec ${assessmentId}`,
        kind: 'assessment-reminder',
        recipients: [{ email: address, name, contactId: about.contactId }],
        objectKind: 'assessment',
        objectId: assessmentId,
        payload: { contactName: name },
      } as never)
      .catch(() => undefined);
  });
  await product.behindTheBack(`update app.assessment set state = 'cancelled' where id = $1`, [assessmentId]);
}

describe('The erasure of a contact', () => {
  it('leaves nothing of the name and the address, and a trail that still verifies', async () => {
    const about = await aContact();
    await leaveTraces(about);
    await product.behindTheBack(
      `insert into app.suppressed_address (organisation_id, address, reason) values ($1, $2, 'bounced')`,
      [organisation.id, address],
    );
    await product.behindTheBack(`update app.vendor set notes = $2 where id = $1`, [
      about.vendorId,
      `${name} is nice; Philippa Quennevilles is somebody else`,
    ]);
    await product.get(Sealer).seal(organisation.id);
    expect((await tablesNaming(name)).length).toBeGreaterThan(5);
    const { body: preview } = await admin
      .get(`/api/data-jobs/erasure-preview?kind=contact&id=${about.contactId}`)
      .expect(200);
    expect(preview).toMatchObject({ name, email: address, counts: { files: 1 }, blockedBy: null });
    expect(preview.counts.rows).toBeGreaterThan(5);

    const { body: asked } = await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'contact', id: about.contactId, reason: `${name} asked for it.` })
      .expect(201);
    expect(asked).toMatchObject({ kind: 'erasure', state: 'waiting', subject: `${name} (${address})` });
    await runJobs();

    expect(await job(asked.id)).toMatchObject({ state: 'done', problem: null, subject: about.contactId });
    const [notes] = await product.behindTheBack<{ notes: string }>(
      'select notes from app.vendor where id = $1',
      [about.vendorId],
    );
    expect(notes?.notes).toBe('erased is nice; Philippa Quennevilles is somebody else');
    await product.behindTheBack('update app.vendor set notes = null where id = $1', [about.vendorId]);
    expect(await tablesNaming(name)).toEqual([]);
    expect(await tablesNaming(address)).toEqual([]);
    expect(await filesNaming(name)).toEqual([]);
    expect(await filesNaming('Nobody is named here.')).toHaveLength(1);
    await product.get(Sealer).seal(organisation.id);
    await verified();
  });
});
