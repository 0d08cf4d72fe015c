import { addDays } from '@countersign/domain';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  answerEverything,
  aProduct,
  browserOf,
  contractBody,
  plain,
  respondentOf,
  sent,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from './daily-changes';

jest.setTimeout(120_000);

const COPIES = 249;

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let about: Case;

beforeEach(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'midnight');
  procurement = await browserOf(product, organisation, 'procurement');
  about = await aCase(procurement);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await product.close();
});

/** As many more engagements that stand where the first one does; their ids come after its own. */
async function plantPortfolio(copies = COPIES): Promise<void> {
  for (const [table, key] of [
    ['engagement', 'id'],
    ['standing', 'engagement_id'],
  ]) {
    await product.behindTheBack(
      `insert into app.${table}
       select c.* from app.${table} o, generate_series(1, $2::int) i, jsonb_populate_record(null::app.${table},
         to_jsonb(o) || jsonb_build_object('${key}', overlay('ffffffff-ffff-4fff-8fff-ffffffff0000' placing lpad(to_hex(i), 4, '0') from 33)::uuid, 'name', 'Copy ' || i)) c
       where o.${key} = $1`,
      [about.engagementId, copies],
    );
  }
}

const makeAllDue = () => product.behindTheBack(`update app.standing set changes_on = '2020-01-01'`);

const midnight = () => product.get(DailyChanges).follow(organisation.id);

/** How many rows each transaction has written last, the fewest first: Postgres itself notes who wrote a row. */
async function rowsOfEachTransaction(table: string): Promise<number[]> {
  const rows = await product.behindTheBack<{ rows: number }>(
    `select count(*)::int as rows from app.${table} group by xmin::text order by 1`,
  );
  return rows.map(({ rows: count }) => count);
}

async function stillDue(): Promise<number> {
  const [row] = await product.behindTheBack<{ count: number }>(
    `select count(*)::int as count from app.standing s join app.organisation o using (organisation_id)
     where s.changes_on <= app.today(o.time_zone)`,
  );
  return row?.count ?? NaN;
}

/** Whoever writes the standing of this engagement waits until it is let go. */
async function heldAt(
  engagementId: string,
): Promise<{ reached: () => Promise<void>; letGo: () => Promise<void> }> {
  await product.behindTheBack(`
    create or replace function app.wait_here() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(29); return new; end $$`);
  await product.behindTheBack(`
    create or replace trigger wait_here before insert or update on app.standing for each row
    when (new.engagement_id = '${engagementId}') execute function app.wait_here()`);
  const holder = new Client({ connectionString: product.testDatabase.adminUrl });
  await holder.connect();
  await holder.query('select pg_advisory_lock(29)');
  const waiting = `select from pg_locks where locktype = 'advisory' and objid = 29 and not granted`;
  return {
    reached: async () => {
      while ((await holder.query(waiting)).rowCount === 0) await new Promise((done) => setTimeout(done, 10));
    },
    letGo: () => holder.end(),
  };
}

async function lastEngagement(): Promise<string> {
  const [last] = await product.behindTheBack<{ id: string }>(
    'select id from app.engagement order by id desc limit 1',
  );
  return last?.id ?? '';
}

describe('At midnight', () => {
  it('standings are recomputed a hundred in a transaction, whatever their number', async () => {
    await plantPortfolio();
    await makeAllDue();
    await midnight();
    expect(await stillDue()).toBe(0);
    expect(await rowsOfEachTransaction('standing')).toEqual([50, 100, 100]);
  });

  it('a hundred standings take no more statements than one', async () => {
    const statementsFor = async (): Promise<number> => {
      await makeAllDue();
      const query = jest.spyOn(Client.prototype, 'query');
      await midnight();
      const { length } = query.mock.calls;
      query.mockRestore();
      return length;
    };
    await midnight();
    const forOne = await statementsFor();
    await plantPortfolio(99);
    // The superuser's own statement above is one of neither.
    expect(await statementsFor()).toBe(forOne);
  });

  it('contracts are brought up to date with about a hundred engagements in a transaction', async () => {
    await plantPortfolio(60);
    const ids = await product.behindTheBack<{ id: string }>(`select id from app.engagement order by id`);
    const [first = about.engagementId] = ids.map(({ id }) => id);
    for (const engagementIds of [ids.map(({ id }) => id), ids.map(({ id }) => id), [first], [first]]) {
      const body = { ...contractBody(about, { terms: yearlyTerms('2026-01-01') }), engagementIds };
      await procurement.post('/api/contracts').send(body).expect(201);
    }
    await midnight();
    await product.behindTheBack(`update app.contract set changes_on = '2020-01-01'`);
    await midnight();
    expect(await rowsOfEachTransaction('contract')).toEqual([1, 3]);
  });

  it('a vendor saves, adds files and leaves while the transaction over its own engagement is held', async () => {
    const { respondent, path } = await aVendorAtWork();
    await makeAllDue();
    const hold = await heldAt(about.engagementId);
    const round = midnight();
    await hold.reached();
    await respondent
      .put(`${path}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    await respondent
      .post(`${path}/evidence?question=MA-14`)
      .set('Content-Type', 'application/octet-stream')
      .set('X-File-Name', 'Policy.txt')
      .send(Buffer.from('Our policy.'))
      .expect(201);
    await respondent.get(path).expect(200);
    await hold.letGo();
    await round;
  });

  it('a vendor submits while the last of many transactions is held', async () => {
    const { respondent, path, assessmentId } = await aVendorAtWork();
    await answerEverything(respondent, assessmentId);
    await plantPortfolio();
    await makeAllDue();
    const hold = await heldAt(await lastEngagement());
    const round = midnight();
    await hold.reached();
    await respondent.post(`${path}/submit`).send({}).expect(200);
    await hold.letGo();
    await round;
    expect(await stillDue()).toBe(0);
  });

  it('waits for nobody: what somebody changes this moment is left to that change', async () => {
    await plantPortfolio();
    await makeAllDue();
    const editor = new Client({ connectionString: product.testDatabase.adminUrl });
    await editor.connect();
    await editor.query('begin');
    await editor.query('select from app.standing where engagement_id = $1 for update', [about.engagementId]);
    await midnight();
    expect(await stillDue()).toBe(1);
    await editor.end();
    await midnight();
    expect(await stillDue()).toBe(0);
  });

  it('a round whose connection breaks goes on where it stopped, and does nothing twice', async () => {
    await plantPortfolio();
    await makeAllDue();
    const hold = await heldAt(await lastEngagement());
    const broken = midnight();
    await hold.reached();
    const before = await writtenBy();
    await product.behindTheBack(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 29 and not granted`,
    );
    await hold.letGo();
    await broken;
    expect(await stillDue()).toBe(0);
    const after = await writtenBy();
    expect(after.filter((by, index) => by === before[index])).toHaveLength(200);
  });

  it('stops as planned after the transaction in hand, and the next round does the rest', async () => {
    await plantPortfolio();
    await makeAllDue();
    const stop = new AbortController();
    const hold = await heldAt(about.engagementId);
    const round = product.get(DailyChanges).follow(organisation.id, stop.signal);
    await hold.reached();
    stop.abort();
    await hold.letGo();
    await round;
    expect(await stillDue()).toBe(150);
    await midnight();
    expect(await stillDue()).toBe(0);
  });

  it('one standing that cannot be computed stops neither those beside it nor those after it', async () => {
    await plantPortfolio();
    await makeAllDue();
    const sick = await lastEngagement();
    await product.behindTheBack(`update app.engagement set inherent = '"sick"' where id = $1`, [sick]);
    await midnight();
    expect(await stillDue()).toBe(1);
  });

  /** Who wrote each standing last. */
  async function writtenBy(): Promise<string[]> {
    const rows = await product.behindTheBack<{ by: string }>(
      'select xmin::text as by from app.standing order by engagement_id',
    );
    return rows.map(({ by }) => by);
  }

  async function aVendorAtWork() {
    const assessmentId = await sent(procurement, about);
    const respondent = await respondentOf(product, organisation, assessmentId);
    return { assessmentId, respondent, path: `/api/respond/assessments/${assessmentId}` };
  }
});

describe('A change of the time zone', () => {
  const [ahead, behind] = ['Etc/GMT-14', 'Etc/GMT+12'];
  let admin: TestAgent;

  beforeEach(async () => {
    admin = await browserOf(product, organisation, 'admin');
  });

  async function moveTo(timeZone: string): Promise<void> {
    const { body } = await admin.get('/api/organisation').expect(200);
    await admin
      .put('/api/organisation')
      .send({ ...body, timeZone })
      .expect(200);
  }

  const rowVersions = () =>
    product.behindTheBack<{ by: string }>(
      `select xmin::text as by from app.standing union all select xmin::text from app.contract`,
    );

  it('writes no standing and no contract itself, and the round carries it on, a hundred at a time', async () => {
    await moveTo(ahead);
    await plantPortfolio();
    await procurement
      .post('/api/contracts')
      .send(contractBody(about, { terms: yearlyTerms('2026-01-01') }))
      .expect(201);
    await midnight();
    const before = await rowVersions();
    await moveTo(behind);
    expect(await rowVersions()).toEqual(before);
    await midnight();
    expect(await stillDue()).toBe(0);
    // The contract took the standing it moves with it.
    expect(await rowsOfEachTransaction('standing')).toEqual([1, 49, 100, 100]);
    const counted = await rowVersions();
    expect(counted.filter(({ by }, index) => by === before[index]?.by)).toEqual([]);
    await midnight();
    expect(await rowVersions()).toEqual(counted);
  });

  it('to one that is ahead counts only what its day changes', async () => {
    await moveTo(behind);
    await plantPortfolio(20);
    await midnight();
    const before = await rowVersions();
    await moveTo(ahead);
    await midnight();
    expect(await rowVersions()).toEqual(before);
  });

  it('makes what is overdue by its day overdue, and no longer when it is changed back', async () => {
    await moveTo(behind);
    const { today } = (await procurement.get('/api/session').expect(200)).body as { today: string };
    await sent(procurement, about, addDays(today, 1));
    await product.letTimePass('1 day');
    await midnight();
    const next = async () =>
      (await procurement.get(`/api/engagements/${about.engagementId}`).expect(200)).body.whatNext.text;
    expect(await next()).toBe('Waiting for the vendor');
    await moveTo(ahead);
    await midnight();
    expect(await next()).toBe('Waiting for the vendor: overdue');
    await moveTo(behind);
    await midnight();
    expect(await next()).toBe('Waiting for the vendor');
  });
});
