import { addMonths, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import {
  aProduct,
  aVendorWithService,
  recordedContract,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '#product';
import { ContractChanges } from './contract-changes';
import { contractsFollowed } from './contract-kinds';
import type { Contract } from './contract.dto';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(60_000);

describe('Decisions about a term', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let browser: TestAgent;
  let today: IsoDate;
  let path: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    browser = await product.signedInAs(buyer);
    today = await product.asJobOf(organisation, () => product.get(Clock).today());
  });

  beforeEach(async () => {
    // The current term ends in about two months, its notice is due in about one.
    const service = await aVendorWithService(product, organisation);
    const terms = yearlyTerms(addMonths(today, -10), { notice: { kind: 'days', days: 30 } });
    path = `/api/contracts/${await recordedContract(product, buyer, service, { terms })}`;
  });

  afterAll(() => product.close());

  const milestones = () =>
    product.asJobOf(organisation, () =>
      product.database.query<{ part: number; version: number; open: boolean }>(
        `select part, schedule_version as version, closed_at is null as open
         from app.milestone where object_kind = 'contract' and object_id = :id and ladder <> 'contract-clauses'
         order by part, version`,
        { id: path.split('/').at(-1) },
      ),
    );
  const openLadders = () =>
    product.asJobOf(organisation, () =>
      product.database.query<{ ladder: string }>(
        `select ladder from app.milestone
         where object_id = :id and closed_at is null and ladder <> 'contract-clauses'`,
        { id: path.split('/').at(-1) },
      ),
    );
  const seen = async (term: number): Promise<number> => {
    const decisions = (await browser.get(path).expect(200)).body.decisions as Contract['decisions'];
    return decisions.find(({ termNumber }) => termNumber === term)?.revision ?? 0;
  };
  const decideOn = (revision: number | undefined, decision: string, term = 1) =>
    browser
      .post(`${path}/terms/${term}/decision`)
      .send({ decision, reason: 'As agreed in the review', revision });
  const decide = async (decision: string, { term = 1, status = 200 } = {}) =>
    decideOn(await seen(term), decision, term).expect(status);

  it('are preceded by reminders of the last send day', async () => {
    expect(await milestones()).toEqual([{ part: 1, version: 1, open: true }]);
  });

  it('stop the reminders where the term is renewed, and start them anew where that is taken back', async () => {
    const renewed = await decide('renew');
    expect(renewed.body.row.decision).toBe('renew');
    expect(renewed.body.decisions).toMatchObject([{ termNumber: 1, decision: 'renew', by: 'Paula Buyer' }]);
    expect(await milestones()).toEqual([{ part: 1, version: 1, open: false }]);
    const takenBack = await decide('renegotiate');
    expect(takenBack.body.decisions).toHaveLength(2);
    expect(await milestones()).toEqual([
      { part: 1, version: 1, open: false },
      { part: 1, version: 2, open: true },
    ]);
  });

  it.each(['renegotiate', 'end'])('leave the reminders on where they are to %s', async (decision) => {
    await decide(decision);
    expect(await milestones()).toEqual([{ part: 1, version: 1, open: true }]);
  });

  it('until further notice settle every term that follows, with a review each year', async () => {
    const service = await aVendorWithService(product, organisation);
    const terms = yearlyTerms(addMonths(today, -24), {
      initial: { kind: 'months', months: 24 },
      renewal: { kind: 'auto', months: 1 },
      notice: { kind: 'days', days: 10 },
    });
    path = `/api/contracts/${await recordedContract(product, buyer, service, { terms })}`;
    const { row } = (await browser.get(path).expect(200)).body;
    const term = row.actionableTermNumber;
    const { body } = await decide('until-further-notice', { term });
    expect(body.row).toMatchObject({
      dueOn: null,
      outcome: { kind: 'until-further-notice', termNumber: term },
    });
    expect((await openLadders()).map(({ ladder }) => ladder)).toEqual(['contract-review']);
    // The next decision is the last one: what follows it is open again.
    const after = (await decide('renew', { term: term + 1 })).body.row;
    expect(after.dueTermNumber).toBe(term + 2);
  });

  it('until further notice are refused where each term is worth one of its own', async () => {
    const { body } = await decide('until-further-notice', { status: 422 });
    expect(body.fields).toEqual([
      { field: 'decision', message: expect.stringContaining('up to three months at a time') },
    ]);
  });

  it('stay visible after their day has passed, with what they replaced', async () => {
    await decide('renegotiate');
    await decide('renew');
    const { decisions, row, schedule } = (await browser.get(path).expect(200)).body;
    expect(decisions).toMatchObject([
      { decision: 'renegotiate', withdrawnBecause: 'replaced' },
      { decision: 'renew', withdrawnAt: null },
    ]);
    const until = schedule[1].lastDay;
    expect(row.outcome).toEqual({
      kind: 'renewed',
      termNumber: 1,
      day: until,
      noticeSentOn: null,
      by: 'Paula Buyer',
    });
    await product.letTimePass('70 days');
    await product.get(DailyChanges).follow(organisation.id);
    browser = await product.signedInAs(buyer);
    expect((await browser.get(path).expect(200)).body.row.outcome).toMatchObject({
      kind: 'renewed',
      day: until,
    });
    today = await product.asJobOf(organisation, () => product.get(Clock).today());
  });

  it('belong to terms that exist and are not over', async () => {
    const service = await aVendorWithService(product, organisation);
    const terms = yearlyTerms(addMonths(today, -18));
    path = `/api/contracts/${await recordedContract(product, buyer, service, { terms })}`;
    expect((await decide('renew', { status: 409 })).body.code).toBe('term-over');
    await decide('renew', { term: 99, status: 404 });
    await decide('renew', { term: 3 });
    await browser.post(`${path}/terms/2/decision`).send({ decision: 'renew', reason: ' ' }).expect(422);
  });

  it('leave a line in the trail, the one that was taken back too', async () => {
    await decide('renew');
    await decide('end');
    const trail = await product.asJobOf(organisation, () =>
      product.database.query<object>(
        `select actor_name, before, after, detail from app.audit_event
         where object_id = :id and what = 'contract.decided' order by id`,
        { id: path.split('/').at(-1) },
      ),
    );
    const reason = 'As agreed in the review';
    expect(trail).toEqual([
      { actorName: 'Paula Buyer', before: null, after: { decision: 'renew', reason }, detail: { term: 1 } },
      {
        actorName: 'Paula Buyer',
        before: { decision: 'renew' },
        after: { decision: 'end', reason },
        detail: { term: 1 },
      },
    ]);
  });

  it('keep their effect when the contract is followed once more', async () => {
    await decide('renew');
    await decide('renegotiate');
    const before = await milestones();
    const contractId = path.split('/').at(-1) ?? '';
    await product.asJobOf(organisation, () =>
      product.get(ContractChanges).follow([contractId], contractsFollowed),
    );
    expect(await milestones()).toEqual(before);
  });

  it('are refused on a term whose last day was moved meanwhile, with the day that it has by now', async () => {
    const { schedule, terms, revision } = (await browser.get(path).expect(200)).body as Contract;
    const shown = schedule.find(({ number }) => number === 1)?.lastDay ?? '';
    await browser
      .put(`${path}/terms`)
      .send({
        signedOn: null,
        terms: { ...terms, initial: { kind: 'months', months: 14 } },
        reason: 'Misread',
        revision,
      })
      .expect(200);
    const moved = addMonths(today, 4);
    const decided = (lastDay: string) =>
      browser
        .post(`${path}/terms/1/decision`)
        .send({ decision: 'renew', reason: 'Fine', revision: 0, lastDay });
    const { body } = await decided(shown).expect(409);
    expect(body).toMatchObject({ code: 'stale-revision', present: { revision: 0, decision: null } });
    expect(body.present.lastDay > shown).toBe(true);
    expect(body.present.lastDay <= moved).toBe(true);
    await decided(body.present.lastDay).expect(200);
  });

  it('replace only what whoever decides has seen; the second of two is shown the first', async () => {
    await decideOn(0, 'renew').expect(200);
    for (const revision of [0, 2]) {
      const { body } = await decideOn(revision, 'end').expect(409);
      expect(body).toMatchObject({
        code: 'stale-revision',
        present: { revision: 1, decision: 'renew', reason: 'As agreed in the review', by: 'Paula Buyer' },
      });
    }
    const both = await Promise.all([decideOn(1, 'end'), decideOn(1, 'renegotiate')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { decisions } = (await browser.get(path).expect(200)).body as Contract;
    expect(decisions.map(({ revision }) => revision)).toEqual([3, 3]);
    expect(decisions[0]).toMatchObject({ decision: 'renew', withdrawnBecause: 'replaced' });
  });
});
