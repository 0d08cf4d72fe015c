import { migrations } from '@countersign/migrations';
import type TestAgent from 'supertest/lib/agent';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addDays, addMonths } from '@countersign/domain';
import { Planner } from '@countersign/notifications';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  contractBody,
  untilNoon,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

describe('A contract that is over', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let member: TestAgent;
  let today: string;
  let about: Case;
  let contractId: string;

  beforeAll(async () => {
    product = await aProduct();
  });

  beforeEach(async () => {
    organisation = await aFoundedOrganisation(product, `over-${Math.random().toString(36).slice(2, 8)}`);
    await untilNoon(product, organisation);
    member = await product.signedInAs(await product.aMember({ organisation }));
    today = (await member.get('/api/session').expect(200)).body.today as string;
    about = await aCase(member);
    const terms = yearlyTerms(addMonths(today, -13), { renewal: { kind: 'none' } });
    const { body } = await member.post('/api/contracts').send(contractBody(about, { terms })).expect(201);
    contractId = body.id as string;
  });

  afterAll(() => product.close());

  async function say(use: object): Promise<void> {
    const path = `/api/engagements/${about.engagementId}`;
    const { revision } = (await member.get(path).expect(200)).body.use;
    await member
      .put(`${path}/use`)
      .send({ revision, ...use })
      .expect(200);
  }
  const inUse = () => say({ state: 'in-use', since: addDays(today, -300) });
  const state = async () => (await member.get(`/api/contracts/${contractId}`).expect(200)).body.row.state;
  const alarms = async () => (await member.get('/api/dashboard').expect(200)).body.renewals.heldOver;
  async function midnight(days: number): Promise<void> {
    await product.letTimePass(`${days} days`);
    await product.get(DailyChanges).follow(organisation.id);
    await product.get(Planner).plan(organisation.id);
  }
  /** How many mails say that it is held over, sent or still to be sent. */
  const mails = async (): Promise<number> => {
    const [row] = await product.behindTheBack<{ mails: number }>(
      `select count(*)::int as mails from app.notification
       where object_id = $1 and kind = 'contract-held-over' and state <> 'superseded'`,
      [contractId],
    );
    return row?.mails ?? 0;
  };
  const ladders = async (): Promise<number> => {
    const [row] = await product.behindTheBack<{ open: number }>(
      `select count(*)::int as open from app.milestone
       where object_id = $1 and ladder = 'contract-held-over' and closed_at is null`,
      [contractId],
    );
    return row?.open ?? 0;
  };

  async function upgrade(): Promise<void> {
    const query = (sql: string) => product.behindTheBack(sql);
    const migration = migrations
      .map((Migration): MigrationInterface => new Migration())
      .find(({ name }) => name === 'HeldOverInUse1764100000069');
    await migration?.up({ query } as unknown as QueryRunner);
  }

  it('has ended while its service is not in use, without alarm or mail', async () => {
    await midnight(1);
    expect([await state(), await alarms(), await mails(), await ladders()]).toEqual(['ended', 0, 0, 0]);
  });

  it('is held over from the moment at which its service is in use, with alarm and mail', async () => {
    await inUse();
    expect([await state(), await alarms(), await ladders()]).toEqual(['held-over', 1, 1]);
    await midnight(1);
    expect(await mails()).toBe(1);
  });

  it('leads from its service to what is to be done, which is a task too, until another contract runs', async () => {
    const quiet = { dataElements: ['none'], laws: [], access: 'none', criticality: 1, replaceability: 1 };
    about = await aCase(member, { intake: quiet });
    const over = contractBody(about, {
      terms: yearlyTerms(addMonths(today, -13), { renewal: { kind: 'none' } }),
    });
    contractId = (await member.post('/api/contracts').send(over).expect(201)).body.id as string;
    const approval = {
      outcome: 'approved',
      validTo: addDays(today, 300),
      conditions: [],
      reason: 'No data and no access',
    };
    const path = `/api/engagements/${about.engagementId}`;
    await member.post(`${path}/approvals`).send(approval).expect(201);
    const next = async () => {
      const { action, targetId, code } = (await member.get(path).expect(200)).body.whatNext;
      return [action, targetId, code];
    };
    const tasks = async () =>
      (await member.get('/api/tasks?whose=everyone&kind=contract-held-over').expect(200)).body.items.map(
        ({ objectId }: { objectId: string }) => objectId,
      );
    const settle = ['decide-term', contractId, 'what-next.held-over'];
    expect(await next()).not.toEqual(settle);
    expect(await tasks()).toEqual([]);
    await inUse();
    expect(await next()).toEqual(settle);
    expect(await tasks()).toEqual([contractId]);
    await member
      .post('/api/contracts')
      .send(contractBody(about, { terms: yearlyTerms(addMonths(today, -1)) }))
      .expect(201);
    expect((await next())[2]).not.toBe('what-next.held-over');
    expect(await tasks()).toEqual([]);
  });

  it.each([
    ['has ended', () => ({ state: 'ended', since: addDays(today, -300), endedOn: addDays(today, -1) })],
    ['never began', () => ({ state: 'not-yet' })],
  ])('has ended once it is said that the use %s, and its mail stops', async (_how, use) => {
    await inUse();
    await midnight(1);
    const before = await mails();
    await say(use());
    expect([await state(), await alarms(), await ladders()]).toEqual(['ended', 0, 0]);
    await midnight(15);
    await midnight(15);
    expect(await mails()).toBeLessThanOrEqual(before);
    await inUse();
    expect([await state(), await alarms(), await ladders()]).toEqual(['held-over', 1, 1]);
  });

  it('and stood as held over before use was asked is counted anew at the midnight after the upgrade', async () => {
    await inUse();
    await midnight(1);
    await product.behindTheBack(
      `update app.engagement set use_state = 'not-yet', in_use_since = null where id = $1`,
      [about.engagementId],
    );
    await midnight(1);
    expect(await state()).toBe('held-over');
    await upgrade();
    await midnight(1);
    expect([await state(), await alarms(), await ladders()]).toEqual(['ended', 0, 0]);
  });

  it('and was taken in before use was asked stays held over until somebody says otherwise', async () => {
    await product.behindTheBack(`update app.engagement set use_state = 'not-stated' where id = $1`, [
      about.engagementId,
    ]);
    await product.behindTheBack(`update app.contract set changes_on = current_date - 1 where id = $1`, [
      contractId,
    ]);
    await midnight(1);
    expect([await state(), await alarms()]).toEqual(['held-over', 1]);
    await say({ state: 'not-yet' });
    expect(await state()).toBe('ended');
  });
});
