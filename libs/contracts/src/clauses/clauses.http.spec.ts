import { addDays, addMonths, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import {
  anotherService,
  aProduct,
  aVendorWithService,
  recordedContract,
  seenMark,
  yearlyTerms,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
  type VendorWithService,
} from '@countersign/testing';
import { DailyChanges } from '#product';
import { ClauseFindings } from './clause-findings';
import { ClauseLibraries } from './clause-libraries';
import { ClauseReader } from './clause-reader';
import type { ClauseState } from './clause.dto';
import { ContractFacts } from './contract-facts';

interface StoredFinding {
  readonly clause: string;
  readonly severity: string;
  readonly state: string;
  readonly closedBecause: string | null;
  readonly dueOn: IsoDate;
}

// Every test signs in and records contracts over HTTP, on a machine that others use too.
jest.setTimeout(60_000);

describe('The clauses of a contract', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let buyer: TestMember;
  let browser: TestAgent;
  let service: VendorWithService;
  let today: IsoDate;

  beforeAll(async () => {
    product = await aProduct();
  });

  beforeEach(async () => {
    organisation = await product.anOrganisation();
    buyer = await product.aMember({ organisation, roles: ['procurement'], name: 'Paula Buyer' });
    browser = await product.signedInAs(buyer);
    service = await aVendorWithService(product, organisation);
    // Taken in before anybody was asked: what is recorded of its contracts is weighed as if it were in use.
    await product.behindTheBack(`update app.engagement set use_state = 'not-stated' where id = $1`, [
      service.engagementId,
    ]);
    today = await product.asJobOf(organisation, () => product.get(Clock).today());
  });

  afterAll(() => product.close());

  const signed = (wishes: object = {}) =>
    recordedContract(product, buyer, service, {
      signedOn: addMonths(today, -2),
      terms: yearlyTerms(addMonths(today, -2)),
      ...wishes,
    });

  const mark = async (contractId: string, clause: string, wishes: object, status = 200) =>
    browser
      .put(`/api/contracts/${contractId}/clauses/${clause}`)
      .send({
        status: 'present',
        quote: null,
        page: null,
        exceptionUntil: null,
        exceptionReason: null,
        revision: await seenMark(browser, contractId, clause),
        ...wishes,
      })
      .expect(status);
  const missing = { status: 'missing' };
  const present = { status: 'present', quote: 'Supplier shall implement and maintain …', page: 7 };

  const facts = () =>
    product.asJobOf(organisation, async () => {
      const { engagementId } = service;
      const facts = (await product.get(ContractFacts).forEngagements([engagementId])).get(engagementId);
      if (facts === undefined) throw new Error('The engagement has no facts.');
      return facts;
    });

  const stateFor = async (clause: string): Promise<ClauseState | undefined> => {
    const states = await product.asJobOf(organisation, () =>
      product.get(ClauseReader).clauseStatesFor(service.engagementId),
    );
    return states.find((state) => state.clause === clause);
  };

  const findings = () =>
    product.asJobOf(organisation, () =>
      product.database.query<StoredFinding>(
        `select clause, severity, state, closed_because, due_on from app.finding
         where engagement_id = :engagementId and clause is not null order by clause`,
        { engagementId: service.engagementId },
      ),
    );
  const findingFor = async (clause: string) =>
    (await findings()).find((finding) => finding.clause === clause);

  it('are needed before a contract is recorded, but lack nothing yet', async () => {
    expect(await stateFor('CL-01')).toMatchObject({
      level: 'required',
      status: null,
      gap: false,
      inForce: false,
    });
    expect(await facts()).toMatchObject({
      contractId: null,
      clauseGaps: 0,
      clause01: 'missing',
      dueOn: null,
    });
    expect((await facts()).requiredClauses).toBeGreaterThan(0);
    await product.asJobOf(organisation, () =>
      product.get(ClauseFindings).clauseFindings(service.engagementId),
    );
    expect(await findings()).toEqual([]);
  });

  it('show a gap with its reasons, and no longer once the words are found', async () => {
    const id = await signed();
    await mark(id, 'CL-01', missing);
    const lacking = await stateFor('CL-01');
    expect(lacking).toMatchObject({ gap: true, severity: 'critical', contractId: id, status: 'missing' });
    expect(lacking?.because).toContainEqual(
      expect.objectContaining({ kind: 'law', law: 'ma', citation: '201 CMR 17.03(2)(f)2.' }),
    );
    const before = await facts();
    const { body } = await mark(id, 'CL-01', present);
    const state = body.clauses.find(({ clause }: ClauseState) => clause === 'CL-01');
    expect(state).toMatchObject({
      status: 'present',
      gap: false,
      severity: null,
      page: 7,
      markedBy: 'Paula Buyer',
    });
    expect(body.row.gaps).toBe(before.clauseGaps - 1);
    expect((await facts()).clauseGaps).toBe(before.clauseGaps - 1);
  });

  it('are not reviewed when a contract is recorded: work for 14 days, and no finding', async () => {
    const id = await signed();
    expect(await findings()).toEqual([]);
    const states = await product.asJobOf(organisation, () =>
      product.get(ClauseReader).clauseStatesFor(service.engagementId),
    );
    const required = states.filter(({ level }) => level === 'required');
    expect(required.length).toBeGreaterThan(5);
    for (const state of required)
      expect(state).toMatchObject({ status: 'not-reviewed', toReview: true, gap: false, severity: null });
    expect(states.filter(({ level }) => level !== 'required').some(({ toReview }) => toReview)).toBe(false);
    const { body } = await browser.get(`/api/contracts/${id}`).expect(200);
    expect(body.row).toMatchObject({
      gaps: 0,
      toReview: required.length,
      reviewDueOn: addDays(today, 14),
    });
    expect(await facts()).toMatchObject({
      clauseGaps: 0,
      clausesToReview: required.length,
      clause01: 'missing',
    });
  });

  it('open a finding for each required clause that is found lacking, and none for advice', async () => {
    const id = await signed();
    const states = await product.asJobOf(organisation, () =>
      product.get(ClauseReader).clauseStatesFor(service.engagementId),
    );
    const required = states.filter(({ level }) => level === 'required').map(({ clause }) => clause);
    const advised = states.filter(({ level }) => level === 'recommended').map(({ clause }) => clause);
    expect(advised.length).toBeGreaterThan(0);
    for (const clause of [...required, ...advised]) await mark(id, clause, missing);
    expect((await findings()).map(({ clause }) => clause)).toEqual(required.sort());
    expect(await findingFor('CL-01')).toEqual({
      clause: 'CL-01',
      severity: 'critical',
      state: 'open',
      closedBecause: null,
      dueOn: addDays(today, 30),
    });
    expect(await facts()).toMatchObject({ clauseGaps: required.length, clausesToReview: 0 });
  });

  it('weigh what a law that applies requires more than what only a rule does', async () => {
    const gdpr = await aVendorWithService(product, organisation, {
      intake: { dataElements: ['otherPersonal'], residentsMassachusetts: 'r0', laws: ['gdpr'] },
    });
    const id = await recordedContract(product, buyer, gdpr, { signedOn: addMonths(today, -2) });
    for (const clause of ['CL-01', 'CL-02', 'CL-28']) await mark(id, clause, missing);
    const { body } = await browser.get(`/api/contracts/${id}`).expect(200);
    const weights = (body.clauses as ClauseState[])
      .filter(({ gap }) => gap)
      .map(({ clause, severity, byLaw }) => [clause, severity, byLaw]);
    expect(weights).toEqual([
      ['CL-01', 'critical', true],
      ['CL-02', 'high', true],
      ['CL-28', 'medium', false],
    ]);
  });

  it('are work for as long as somebody has not read for one of them, counted from the first day', async () => {
    const id = await signed();
    const row = async () => (await browser.get(`/api/contracts/${id}`).expect(200)).body.row;
    const { toReview } = await row();
    await product.letTimePass('3 days');
    await mark(id, 'CL-01', present);
    expect(await row()).toMatchObject({ toReview: toReview - 1, reviewDueOn: addDays(today, 14) });
    const listed = async (query: string) =>
      (await browser.get(`/api/contracts?${query}`).expect(200)).body.items;
    expect((await listed('toReview=true')).map(({ id: one }: { id: string }) => one)).toEqual([id]);
    const states = (await browser.get(`/api/contracts/${id}`).expect(200)).body.clauses as ClauseState[];
    for (const { clause } of states.filter((state) => state.toReview)) await mark(id, clause, present);
    expect(await row()).toMatchObject({ toReview: 0, reviewDueOn: null, gaps: 0 });
    expect(await listed('toReview=true')).toEqual([]);
    await product.letTimePass('-3 days');
  });

  it('keep their findings in a contract that was recorded before there was anything to review', async () => {
    const id = await signed();
    await product.behindTheBack(
      `update app.contract set unmarked_are_missing = true where organisation_id = $1 and id = $2`,
      [organisation.id, id],
    );
    await mark(id, 'CL-05', missing);
    expect(await findingFor('CL-01')).toMatchObject({ severity: 'critical', state: 'open' });
    expect(await findingFor('CL-03')).toMatchObject({ severity: 'medium', state: 'open' });
    expect(await stateFor('CL-02')).toMatchObject({ status: 'not-reviewed', gap: true, toReview: false });
    await mark(id, 'CL-01', present);
    expect(await findingFor('CL-01')).toMatchObject({ state: 'closed' });
    expect((await browser.get(`/api/contracts/${id}`).expect(200)).body.row).toMatchObject({
      toReview: 0,
      reviewDueOn: null,
    });
  });

  it('close the finding when the gap ends and open the same one again when it comes back', async () => {
    const id = await signed();
    await mark(id, 'CL-01', missing);
    await mark(id, 'CL-01', present);
    expect(await findingFor('CL-01')).toMatchObject({ state: 'closed', closedBecause: 'no-longer-holds' });
    await mark(id, 'CL-01', { ...present, status: 'partial' });
    expect(await findingFor('CL-01')).toMatchObject({ state: 'open', closedBecause: null });
    expect((await findings()).filter(({ clause }) => clause === 'CL-01')).toHaveLength(1);
  });

  it('leave an ordinary finding that somebody has rejected as it is', async () => {
    const id = await signed();
    await mark(id, 'CL-02', missing);
    await product.asJobOf(organisation, () =>
      product.database.query(`update app.finding set state = 'rejected' where clause = 'CL-02'`),
    );
    await mark(id, 'CL-02', { ...present, status: 'partial' });
    expect(await findingFor('CL-02')).toMatchObject({ state: 'rejected' });
  });

  it('are in force only in a signed contract', async () => {
    const id = await signed({ signedOn: null });
    await mark(id, 'CL-01', present);
    expect(await stateFor('CL-01')).toMatchObject({ status: 'present', gap: false, inForce: false });
    expect((await facts()).clause01).toBe('missing');
  });

  it('are in force only while the current term contains today', async () => {
    const later = await signed({ terms: yearlyTerms(addDays(today, 1)) });
    await mark(later, 'CL-01', present);
    expect((await facts()).clause01).toBe('missing');
    expect((await facts()).changesOn).toBe(addDays(today, 1));
    const over = await signed({ terms: yearlyTerms(addMonths(today, -14), { renewal: { kind: 'none' } }) });
    await mark(over, 'CL-01', present);
    expect((await facts()).clause01).toBe('missing');
    const running = await signed();
    await mark(running, 'CL-01', present);
    expect(await facts()).toMatchObject({ clause01: 'in-force', contractId: running });
    const standing = await product.asJobOf(organisation, () =>
      product.database.one<object>(
        `select clause_01, contract_id, clause_gaps from app.standing where engagement_id = :id`,
        { id: service.engagementId },
      ),
    );
    expect(standing).toMatchObject({ clause01: 'in-force', contractId: running });
  });

  it('are found in whichever contract over the service has them', async () => {
    const master = await signed();
    const addendum = await signed();
    await mark(addendum, 'CL-01', present);
    expect(await stateFor('CL-01')).toMatchObject({ gap: false, inForce: true, contractId: addendum });
    const { body } = await browser.get(`/api/contracts/${master}`).expect(200);
    const state = body.clauses.find(({ clause }: ClauseState) => clause === 'CL-01');
    expect(state).toMatchObject({
      status: 'not-reviewed',
      toReview: false,
      gap: false,
      contractId: master,
      inForce: false,
    });
  });

  it('need what the strictest of the services under a contract needs', async () => {
    const harmless = await aVendorWithService(product, organisation, {
      intake: { dataElements: ['none'], criticality: 1, access: 'none', serviceKinds: ['other'] },
    });
    const id = await recordedContract(product, buyer, harmless);
    const read = async (contractId: string) => {
      const { body } = await browser.get(`/api/contracts/${contractId}`).expect(200);
      return body.clauses.find(({ clause }: ClauseState) => clause === 'CL-01') as ClauseState;
    };
    expect((await read(id)).level).toBe('none');
    const payroll = await anotherService(product, organisation, harmless.vendorId);
    const both = await recordedContract(product, buyer, harmless, {
      engagementIds: [harmless.engagementId, payroll],
    });
    expect(await read(both)).toMatchObject({ level: 'required', status: 'not-reviewed', toReview: true });
    await mark(both, 'CL-01', missing);
    expect(await read(both)).toMatchObject({ gap: true, severity: 'critical' });
  });

  it('ask for a quote, and for a future day and a reason where they are excepted', async () => {
    const id = await signed();
    const unquoted = await mark(id, 'CL-02', { status: 'partial', quote: ' ' }, 422);
    expect(unquoted.body.fields.map(({ field }: { field: string }) => field)).toEqual(['quote']);
    const excepted = await mark(id, 'CL-02', { status: 'excepted', exceptionUntil: today }, 422);
    expect(excepted.body.fields.map(({ field }: { field: string }) => field)).toEqual([
      'exceptionUntil',
      'exceptionReason',
    ]);
    await mark(id, 'CL-99', present, 404);
  });

  it('is marked on what is marked by now: who saw less is shown it, and overwrites nothing', async () => {
    const id = await signed();
    await mark(id, 'CL-01', missing);
    const seen = await seenMark(browser, id, 'CL-01');
    await mark(id, 'CL-01', present);
    for (const revision of [0, seen, seen + 5]) {
      const { body } = await mark(id, 'CL-01', { status: 'missing', revision }, 409);
      expect(body.code).toBe('stale-revision');
      expect(body.present).toMatchObject({ ...present, revision: seen + 1, markedBy: 'Paula Buyer' });
    }
    expect(await stateFor('CL-01')).toMatchObject({ ...present, revision: seen + 1 });
    const fresh = { ...present, revision: 0 };
    const both = await Promise.all([
      browser.put(`/api/contracts/${id}/clauses/CL-02`).send(fresh),
      browser.put(`/api/contracts/${id}/clauses/CL-02`).send({ ...fresh, status: 'partial' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  const except = async (contractId: string, clause: string, until = addDays(today, 10)) => {
    const risk = await product.signedInAs(await product.aMember({ organisation, roles: ['risk'] }));
    return risk.post(`/api/contracts/${contractId}/clauses/${clause}/exception`).send({
      until,
      reason: 'Signature of the addendum is awaited',
      revision: await seenMark(browser, contractId, clause),
    });
  };
  const exception = () => ({
    status: 'excepted',
    exceptionUntil: addDays(today, 10),
    exceptionReason: 'Signature of the addendum is awaited',
  });

  it('that a law requires are excepted by risk alone, as non-compliance and never in force', async () => {
    const id = await signed();
    await mark(id, 'CL-01', missing);
    const refused = await mark(id, 'CL-01', exception(), 403);
    expect(refused.body.detail).toMatch(/only a member with the role risk/);
    expect(await stateFor('CL-01')).toMatchObject({ status: 'missing' });
    expect((await except(id, 'CL-01')).status).toBe(200);
    const state = await stateFor('CL-01');
    expect(state).toMatchObject({ status: 'excepted', gap: false, inForce: false, severity: 'critical' });
    expect(state?.because.at(-1)?.text).toContain(
      'non-compliance, because 201 CMR 17.03(2)(f)2. knows no waiver',
    );
    expect((await facts()).clause01).toBe('missing');
    const lines = await product.asJobOf(organisation, () =>
      product.database.query<{ detail: object }>(
        `select detail from app.audit_event where what = 'clause.marked' and object_id = :id order by id`,
        { id },
      ),
    );
    expect(lines.at(-1)?.detail).toEqual({ clause: 'CL-01', nonCompliance: '201 CMR 17.03(2)(f)2.' });
  });

  it.each(['in-use', 'not-stated'])(
    'lower nothing where CL-01 is excepted: its finding stands (%s)',
    async (state) => {
      const id = await signed();
      await product.behindTheBack(
        `update app.engagement set use_state = $2, in_use_since = case when $2 = 'in-use' then date '2026-01-05' end
       where id = $1`,
        [service.engagementId, state],
      );
      await mark(id, 'CL-01', missing);
      expect(await findingFor('CL-01')).toMatchObject({ severity: 'critical', state: 'open' });
      expect((await except(id, 'CL-01')).status).toBe(200);
      expect(await findingFor('CL-01')).toMatchObject({ severity: 'critical', state: 'open' });
    },
  );

  it('that no law requires may be excepted by whoever keeps the contract, with a day and a reason', async () => {
    const id = await signed();
    await mark(id, 'CL-02', missing);
    await mark(id, 'CL-02', exception());
    expect(await stateFor('CL-02')).toMatchObject({ status: 'excepted', gap: false, severity: null });
    expect(await findingFor('CL-02')).toMatchObject({ state: 'closed' });
    expect((await except(id, 'CL-02', today)).body.fields).toEqual([
      { field: 'until', message: 'An exception ends on a day in the future.' },
    ]);
  });

  it('lack a clause again on the day after its exception, without anybody writing', async () => {
    const id = await signed();
    await mark(id, 'CL-02', exception());
    expect((await facts()).changesOn).toBe(addDays(today, 11));
    await product.letTimePass('11 days');
    await product.get(DailyChanges).follow(organisation.id);
    expect(await findingFor('CL-02')).toMatchObject({ state: 'open', dueOn: addDays(today, 101) });
    await product.letTimePass('-11 days');
  });

  it('come from the library that was copied when the organisation was made', async () => {
    const versions = await product.asJobOf(organisation, async () => {
      await product.get(ClauseLibraries).seedLibrary();
      await product.get(ClauseLibraries).seedLibrary();
      return product.database.query<{ number: number; clauses: number }>(
        `select number, jsonb_array_length(document -> 'clauses') as clauses from app.clause_library`,
      );
    });
    expect(versions).toEqual([{ number: 1, clauses: 42 }]);
    expect((await stateFor('CL-01'))?.title).toBe('Appropriate security measures');
  });
});
