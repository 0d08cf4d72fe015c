import { addDays, addMonths, type ContractTerms, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import { Planner } from '@countersign/notifications';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  untilNoon,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type { ContractRow } from './contract.dto';
import { DailyChanges } from '#product';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

describe('What is told of a contract that does not renew by itself', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let browser: TestAgent;
  let start: IsoDate;

  beforeEach(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'] });
    await untilNoon(product, organisation);
    browser = await product.signedInAs(buyer);
    start = addMonths(await today(), -10);
  });

  afterEach(() => product.close());

  const today = () => product.asJobOf(organisation, () => product.get(Clock).today());
  const record = async (terms: Partial<ContractTerms>) => {
    const service = await aVendorWithService(product, organisation, { inUse: true });
    return recordedContract(product, buyer, service, { terms: yearlyTerms(start, terms) });
  };
  const daysPass = async (days: number) => {
    for (let left = days; left > 0; left -= 7) {
      await product.letTimePass(`${Math.min(7, left)} days`);
      await product.get(DailyChanges).follow(organisation.id);
      await product.get(Planner).plan(organisation.id);
    }
  };
  /** The kinds of mail about its time that became due. */
  const told = async (id: string) => {
    const rows = await product.behindTheBack<{ kind: string }>(
      `select distinct kind from app.notification
       where object_id = $1 and kind not like 'contract-clauses%' order by kind`,
      [id],
    );
    return rows.map(({ kind }) => kind);
  };
  const row = async (id: string) => (await browser.get(`/api/contracts/${id}`).expect(200)).body.row;

  it.each<[string, Partial<ContractTerms>]>([
    ['has no renewal', { renewal: { kind: 'none' } }],
    ['has had its last allowed renewal', { maximumRenewals: 0 }],
    ['comes to its latest end', { latestEnd: addDays(addMonths('2026-01-01', 12), -1) }],
  ])(
    'that %s: its last day, and each two weeks that the service goes on without one',
    async (_how, terms) => {
      const ends = addDays(addMonths(start, 12), -1);
      const id = await record('latestEnd' in terms ? { latestEnd: ends } : terms);
      expect(await row(id)).toMatchObject({
        actionableDate: ends,
        actionableEnding: 'ends',
        lastSendDay: null,
      });
      await daysPass(40);
      expect(await told(id)).toEqual(['contract-ending']);
      await daysPass(30);
      expect(await told(id)).toEqual(['contract-ended', 'contract-ending', 'contract-held-over']);
      expect((await row(id)).state).toBe('held-over');
    },
  );

  it('that goes on by agreement: the day to ask by, then its last day', async () => {
    const id = await record({
      renewal: { kind: 'by-agreement', months: 12 },
      notice: { kind: 'days', days: 30 },
    });
    const ends = addDays(addMonths(start, 12), -1);
    expect((await row(id)).actionableEnding).toBe('agreement-needed');
    expect((await row(id)).actionableDate < ends).toBe(true);
    await daysPass(35);
    expect((await row(id)).actionableDate).toBe(ends);
    expect(await told(id)).toEqual(['contract-closed', 'contract-ending', 'contract-reminder']);
  });

  it('is not silenced by the wish to renew it', async () => {
    const id = await record({ renewal: { kind: 'none' } });
    await browser
      .post(`/api/contracts/${id}/terms/1/decision`)
      .send({ decision: 'renew', reason: 'We want to go on' })
      .expect(200);
    await daysPass(40);
    expect(await told(id)).toEqual(['contract-ending']);
  });

  it('is silenced by the decision to let it end, and its service is still told of', async () => {
    const id = await record({ renewal: { kind: 'none' } });
    await browser
      .post(`/api/contracts/${id}/terms/1/decision`)
      .send({ decision: 'end', reason: 'Replaced by another' })
      .expect(200);
    await daysPass(70);
    expect(await told(id)).toEqual(['contract-held-over']);
  });

  it('is due in lists and on the dashboard until it is settled, and alarming once it is held over', async () => {
    const id = await record({ renewal: { kind: 'none' } });
    const due = async () => {
      const { body } = await browser.get('/api/contracts?within=120').expect(200);
      return body.items.map((item: { id: string }) => item.id);
    };
    const renewals = async () => (await browser.get('/api/dashboard').expect(200)).body.renewals;
    const decide = (decision: string, revision = 0) =>
      browser
        .post(`/api/contracts/${id}/terms/1/decision`)
        .send({ decision, reason: 'So agreed', revision })
        .expect(200);
    expect(await due()).toEqual([id]);
    await decide('renew');
    expect(await due()).toEqual([id]);
    await decide('end', 1);
    expect(await due()).toEqual([]);
    expect(await renewals()).toMatchObject({ count: 0, heldOver: 0 });
    await daysPass(70);
    expect(await renewals()).toMatchObject({ count: 0, heldOver: 1 });
  });

  it('is said on the dashboard what was decided, until the day on which it ends or to which it is renewed', async () => {
    const renewing = await record({ notice: { kind: 'days', days: 30 } });
    const ending = await record({ notice: { kind: 'days', days: 30 } });
    const open = await record({ notice: { kind: 'days', days: 30 } });
    const sent = { sentOn: await today(), receivedOn: null, way: 'Letter', proof: null, reason: 'Replaced' };
    const decision = { decision: 'renew', reason: 'Content', revision: 0 };
    await browser.post(`/api/contracts/${renewing}/terms/1/decision`).send(decision).expect(200);
    await browser
      .post(`/api/contracts/${ending}/notices`)
      .send({ ...sent, revision: 1 })
      .expect(200);
    const decided = async () => {
      const { renewals } = (await browser.get('/api/dashboard').expect(200)).body;
      const { body } = await browser.get('/api/contracts?decidedWithin=120').expect(200);
      expect([renewals.decided, renewals.decidedCount]).toEqual([body.items, body.items.length]);
      return body.items.map(({ id, outcome }: ContractRow) => [id, outcome?.kind, outcome?.day]).sort();
    };
    const lastDay = addDays(addMonths(start, 12), -1);
    const both = [
      [renewing, 'renewed', addDays(addMonths(start, 24), -1)],
      [ending, 'ends-by-notice', lastDay],
    ].sort();
    expect(await decided()).toEqual(both);
    // The day to act on has passed, and nobody decided on the third.
    await daysPass(45);
    expect(await decided()).toEqual(both);
    expect((await row(open)).outcome).toBeNull();
    // The ended one is over; the other runs in the term for which it was renewed.
    await daysPass(30);
    expect(await decided()).toEqual([[renewing, 'renewed', addDays(addMonths(start, 24), -1)]]);
    await browser
      .post(`/api/contracts/${renewing}/terms/2/decision`)
      .send({ decision: 'renegotiate', reason: 'Too dear', revision: 0 })
      .expect(200);
    expect(await decided()).toEqual([]);
  });

  it('ends with the contract that replaces it', async () => {
    const service = await aVendorWithService(product, organisation, { inUse: true });
    const terms = yearlyTerms(addMonths(start, -3), { renewal: { kind: 'none' } });
    const old = await recordedContract(product, buyer, service, { terms });
    await daysPass(1);
    expect(await told(old)).toEqual(['contract-held-over']);
    await recordedContract(product, buyer, service, { terms: yearlyTerms(start) });
    const open = await product.behindTheBack(
      `select ladder from app.milestone
       where object_id = $1 and closed_at is null and ladder <> 'contract-clauses'`,
      [old],
    );
    expect(open).toEqual([]);
  });

  it('is the yearly review where it has no end', async () => {
    const id = await record({ renewal: { kind: 'evergreen' }, notice: { kind: 'days', days: 30 } });
    await daysPass(70);
    expect(await told(id)).toEqual(['contract-review']);
  });

  it('is the yearly review also after a notice, until the contract ends', async () => {
    const id = await record({ renewal: { kind: 'evergreen' }, notice: { kind: 'days', days: 300 } });
    const sentOn = await today();
    await browser
      .post(`/api/contracts/${id}/notices`)
      .send({ sentOn, receivedOn: null, way: 'Letter', proof: null, reason: 'Replaced', revision: 1 })
      .expect(200);
    const rungs = () =>
      product.behindTheBack<{ rung: number; target: string }>(
        `select n.rung, m.target_date::text as target
         from app.notification n join app.milestone m on m.id = n.milestone_id
         where n.object_id = $1 and n.kind = 'contract-review' order by n.rung`,
        [id],
      );
    const target = addMonths(start, 12);
    await daysPass(120);
    const thrice = [-30, 0, 30].map((rung) => ({ rung, target }));
    expect(await rungs()).toEqual(thrice);
    const mails = await product.behindTheBack<{ id: string }>(
      `select id from app.milestone where object_id = $1 and ladder = 'contract-review' and closed_at is null`,
      [id],
    );
    expect(mails).toEqual([]);
    // The next review would fall on a day after its last.
    await daysPass(246);
    expect(await rungs()).toEqual(thrice);
    expect(await row(id)).toMatchObject({ state: 'held-over', outcome: { day: addDays(sentOn, 300) } });
  });
});
