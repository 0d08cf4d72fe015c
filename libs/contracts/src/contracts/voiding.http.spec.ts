import { addDays, addMonths, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Planner } from '@countersign/notifications';
import { Clock } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  untilNoon,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
  type VendorWithService,
} from '@countersign/testing';
import { DailyChanges } from '#product';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(180_000);

const because = { reason: 'Recorded twice' };

describe('A contract that was recorded by mistake', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let browser: TestAgent;
  let today: IsoDate;
  let service: VendorWithService;
  let id: string;
  let path: string;

  beforeEach(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    await untilNoon(product, organisation);
    browser = await product.signedInAs(buyer);
    today = await product.asJobOf(organisation, () => product.get(Clock).today());
    service = await aVendorWithService(product, organisation, { inUse: true });
  });

  afterEach(() => product.close());

  /** Its first term ends in 60 days, its last send day comes in 30. */
  const record = async (wishes: Readonly<Record<string, unknown>> = {}) => {
    const start = addMonths(addDays(today, 61), -12);
    const terms = yearlyTerms(start, { notice: { kind: 'days', days: 30 } });
    id = await recordedContract(product, buyer, service, { terms, signedOn: start, ...wishes });
    path = `/api/contracts/${id}`;
  };
  const read = async (of = path) => (await browser.get(of).expect(200)).body;
  const voidIt = (revision: number) => browser.post(`${path}/void`).send({ ...because, revision });
  const voided = async () => voidIt((await read()).revision).expect(200);
  const bringBack = () => browser.post(`${path}/bring-back`).send({ reason: 'It was the right one' });
  const daysPass = async (days: number) => {
    for (let left = days; left > 0; left -= 5) {
      await product.letTimePass(`${Math.min(5, left)} days`);
      await product.get(DailyChanges).follow(organisation.id);
      await product.get(Planner).plan(organisation.id);
    }
  };
  const openMilestones = () =>
    product.behindTheBack(
      `select ladder, part, target_date::text as day from app.milestone
       where object_id = $1 and closed_at is null order by ladder, part`,
      [id],
    );
  const mails = async () => {
    const rows = await product.behindTheBack<{ ladder: string; rung: number }>(
      `select distinct ladder, rung from app.notification
       where object_id = $1 and state <> 'superseded' order by ladder, rung`,
      [id],
    );
    return rows.map(({ ladder, rung }) => `${ladder} ${rung}`);
  };
  const tasks = async () => {
    const { items } = await read('/api/tasks');
    return (items as { kind: string; objectId: string }[])
      .filter(({ objectId }) => objectId === id)
      .map(({ kind }) => kind)
      .sort();
  };
  /** Everywhere that a contract counts. */
  const counted = async () => {
    const dashboard = await read('/api/dashboard');
    const engagement = await read(`/api/engagements/${service.engagementId}`);
    const vendor = await read(`/api/vendors/${service.vendorId}`);
    const ids = (rows: { id: string }[]) => rows.map((row) => row.id);
    return {
      list: ids((await read('/api/contracts')).items),
      vendor: ids(vendor.contracts),
      engagement: ids(engagement.contracts),
      clauses: engagement.standing.clauses ?? engagement.clauses,
      next: engagement.whatNext,
      gaps: dashboard.clauseGaps,
      renewals: dashboard.renewals ?? null,
      unknown: dashboard.unknownContracts,
      heldOver: dashboard.heldOverContracts,
      tasks: await tasks(),
      milestones: await openMilestones(),
    };
  };
  const findings = () =>
    product.behindTheBack<{ state: string }>(
      `select state from app.finding where engagement_id = $1 and source = 'clause' order by state`,
      [service.engagementId],
    );
  const markMissing = (revision = 0) =>
    browser.put(`${path}/clauses/CL-02`).send({ status: 'missing', quote: null, page: null, revision });

  it('counts nowhere once it is void, and everywhere again once it is brought back', async () => {
    await record();
    await markMissing().expect(200);
    const before = await counted();
    expect(before).toMatchObject({ list: [id], vendor: [id], engagement: [id] });
    expect(before.tasks).toContain('contract-decision-due');
    expect(await findings()).toEqual([{ state: 'open' }]);
    expect(await read(`${path}/void`)).toEqual({
      leftWithout: [{ id: service.engagementId, name: 'Payroll' }],
      findings: 1,
      reminders: before.milestones.length,
    });

    const { body } = await voided();
    expect(body.row).toMatchObject({
      voided: { by: 'Paula Buyer', because: 'Recorded twice' },
      dueOn: null,
      gaps: 0,
      toReview: 0,
    });
    const clause = body.clauses.find((one: { clause: string }) => one.clause === 'CL-02');
    expect(clause).toMatchObject({ status: 'missing', gap: false });
    const without = await counted();
    expect(without).toMatchObject({ list: [], vendor: [], engagement: [], tasks: [], milestones: [] });
    expect(await findings()).toEqual([{ state: 'closed' }]);
    expect((await read('/api/contracts?voided=true')).items).toMatchObject([{ id }]);

    await bringBack().expect(200);
    expect(await counted()).toEqual(before);
    expect(await findings()).toEqual([{ state: 'open' }]);
    expect((await read('/api/contracts?voided=true')).items).toEqual([]);
    const lines = await product.behindTheBack<{ what: string; before: object; after: object }>(
      `select what, before, after from app.audit_event where object_id = $1
       and what in ('contract.voided', 'contract.brought-back') order by id`,
      [id],
    );
    expect(lines).toEqual([
      { what: 'contract.voided', before: null, after: because },
      { what: 'contract.brought-back', before: because, after: { reason: 'It was the right one' } },
    ]);
  });

  it('is not voided on what somebody else has changed meanwhile', async () => {
    await record();
    const { revision, details, terms } = await read();
    await browser
      .put(`${path}/terms`)
      .send({ signedOn: today, terms, reason: 'Signed today', revision })
      .expect(200);
    const { body } = await voidIt(revision).expect(409);
    expect(body).toMatchObject({
      code: 'stale-revision',
      present: { title: details.title, signedOn: today, revision: revision + 1 },
    });
    expect((await read()).row.voided).toBeNull();
    await voidIt(revision + 1).expect(200);
  });

  it('takes no other act while it is void', async () => {
    await record();
    await browser
      .post(`${path}/bring-back`)
      .send(because)
      .expect(409, /contract-not-void/);
    await browser.post(`${path}/void`).send({ reason: ' ', revision: 1 }).expect(422);
    await voided();
    const { terms } = await read();
    const notice = {
      sentOn: today,
      receivedOn: null,
      way: 'Letter',
      proof: null,
      reason: 'Replaced',
      revision: 1,
    };
    const details = { title: 'Another', reason: 'Misread', revision: 1 };
    const acts = [
      voidIt(1),
      markMissing(),
      browser.post(`${path}/terms/1/decision`).send({ decision: 'renew', reason: 'Fine', revision: 0 }),
      browser.post(`${path}/notices`).send(notice),
      browser
        .post(`${path}/amendments`)
        .send({ fromTerm: 1, agreedOn: today, notice: { kind: 'days', days: 10 }, revision: 1 }),
      browser.put(path).send(details),
      browser.put(`${path}/terms`).send({ signedOn: null, terms, reason: 'Misread', revision: 1 }),
    ];
    for (const act of acts) await act.expect(409, /"code":"contract-void"/);
    await browser.get(`${path}/void`).expect(404);
  });

  it('is not mailed about twice, and what passed meanwhile is told late', async () => {
    await record();
    await product.get(Planner).plan(organisation.id);
    // The reminder of 30 days before goes at once.
    await product.behindTheBack(
      `update app.notification set state = 'sent', sent_at = app.now() where object_id = $1 and state = 'pending'`,
      [id],
    );
    expect(await mails()).toEqual(['contract -30']);
    await voided();
    await bringBack().expect(200);
    await product.get(Planner).plan(organisation.id);
    expect(await mails()).toEqual(['contract -30']);

    await voided();
    await daysPass(20);
    expect(await mails()).toEqual(['contract -30']);
    await bringBack().expect(200);
    await product.get(Planner).plan(organisation.id);
    expect(await mails()).toEqual(['contract -30', 'contract -14', 'contract-clauses 0']);
  });

  it('is told of the date that passed while it was void', async () => {
    await record();
    await voided();
    await daysPass(35);
    expect(await mails()).toEqual([]);
    const { body } = await bringBack().expect(200);
    await product.get(Planner).plan(organisation.id);
    expect(await mails()).toContain('contract 1');
    expect(body.row).toMatchObject({ voided: null, lockedInUntil: expect.any(String) });
  });

  it('leaves a service held over under the contract before it', async () => {
    const past = addMonths(today, -18);
    const terms = yearlyTerms(past, { renewal: { kind: 'none' } });
    await record({ title: 'Former', terms, signedOn: past });
    const former = path;
    expect((await read(former)).row.state).toBe('held-over');
    await record();
    expect((await read(former)).row.state).toBe('ended');
    await voided();
    expect((await read(former)).row.state).toBe('held-over');
    await bringBack().expect(200);
    expect((await read(former)).row.state).toBe('ended');
  });
});
