import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
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

jest.setTimeout(120_000);

const REVISIONS = 150;
const VALUE = JSON.stringify({ answer: 'yes', followUps: {}, naReason: null });

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let connection: Client;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'reads');
  procurement = await browserOf(product, organisation, 'procurement');
  // as one that began while there were no answers: what it planned then it goes on with
  await product.behindTheBack('analyze');
  connection = new Client({ connectionString: product.testDatabase.appUrl });
  await connection.connect();
});

afterAll(async () => {
  await connection.end();
  await product.close();
});

async function save(session: Buffer, assessmentId: string, base: number): Promise<string> {
  const { rows } = await connection.query<{ status: string }>({
    name: 'save',
    text: `select status from app.autosave($5, $1, $2, 'MA-08', 'scope', $3, $4, null)`,
    values: [session, assessmentId, VALUE, base, organisation.id],
  });
  return rows[0]?.status ?? '';
}

/** What this connection has looked at; counts that are not yet handed over stay in it. */
async function looked(): Promise<number> {
  const { rows } = await connection.query<{ read: string }>(
    `select seq_tup_read + coalesce(idx_tup_fetch, 0) as read
     from pg_stat_xact_user_tables where relid = 'app.answer_revision'::regclass`,
  );
  return Number(rows[0]?.read ?? 0);
}

/** How many revisions one save looks at, by whichever way. */
async function readBy(work: () => Promise<string>): Promise<{ status: string; read: number }> {
  await connection.query('begin');
  const before = await looked();
  const status = await work();
  const read = (await looked()) - before;
  await connection.query('commit');
  return { status, read };
}

async function anOpenOne(): Promise<{ session: Buffer; assessmentId: string }> {
  const assessmentId = await sent(procurement, await aCase(procurement));
  await respondentOf(product, organisation, assessmentId);
  const [grant] = await product.behindTheBack<{ session: Buffer }>(
    'select session_hash as session from app.respondent_grant where assessment_id = $1',
    [assessmentId],
  );
  if (grant === undefined) throw new Error('Nobody opened the link.');
  return { session: grant.session, assessmentId };
}

it('looks at the revision that it is based on, however many there are', async () => {
  const { session, assessmentId } = await anOpenOne();
  for (let base = 0; base < REVISIONS; base++) {
    expect(await save(session, assessmentId, base)).toBe('saved');
  }
  const next = await readBy(() => save(session, assessmentId, REVISIONS));
  expect(next.status).toBe('saved');
  expect(next.read).toBe(1);

  const late = await readBy(() => save(session, assessmentId, 1));
  expect(late.status).toBe('conflict');
  expect(late.read).toBeLessThanOrEqual(3);
});

it('looks at the first revision alone for whether a returned question is open', async () => {
  const { session, assessmentId } = await anOpenOne();
  for (let base = 0; base < REVISIONS; base++) await save(session, assessmentId, base);
  await product.behindTheBack(
    `update app.assessment set state = 'returned', returned_in_part = true, returned_at = app.now() where id = $1`,
    [assessmentId],
  );
  for (let time = 0; time < 10; time++) {
    expect(await save(session, assessmentId, REVISIONS)).toBe('not-open');
  }
  const refused = await readBy(() => save(session, assessmentId, REVISIONS));
  expect(refused.read).toBe(1);
});
