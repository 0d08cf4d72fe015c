import { addDays, addMonths, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { Clock } from '@countersign/platform';
import {
  anotherService,
  aProduct,
  aVendorWithService,
  recordedContract,
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

  const mark = (contractId: string, clause: string, wishes: object) =>
    browser.put(`/api/contracts/${contractId}/clauses/${clause}`).send({
      status: 'present',
      quote: null,
      page: null,
      exceptionUntil: null,
      exceptionReason: null,
      ...wishes,
    });
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
      actionableDate: null,
    });
    expect((await facts()).requiredClauses).toBeGreaterThan(0);
    await product.asJobOf(organisation, () =>
      product.get(ClauseFindings).clauseFindings(service.engagementId),
    );
    expect(await findings()).toEqual([]);
  });

  it('show a gap with its reasons, and no longer once the words are found', async () => {
    const id = await signed();
    const lacking = await stateFor('CL-01');
    expect(lacking).toMatchObject({ gap: true, severity: 'critical', contractId: id, status: null });
    expect(lacking?.because).toContainEqual(
      expect.objectContaining({ kind: 'law', law: 'ma', citation: '201 CMR 17.03(2)(f)2.' }),
    );
    const before = await facts();
    const { body } = await mark(id, 'CL-01', present).expect(200);
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

  it('open a finding for each required clause that is lacking, and none for advice', async () => {
    await signed();
    const states = await product.asJobOf(organisation, () =>
      product.get(ClauseReader).clauseStatesFor(service.engagementId),
    );
    const required = states.filter(({ level }) => level === 'required').map(({ clause }) => clause);
    expect(states.some(({ level }) => level === 'recommended')).toBe(true);
    expect((await findings()).map(({ clause }) => clause)).toEqual(required.sort());
    expect(await findingFor('CL-01')).toEqual({
      clause: 'CL-01',
      severity: 'critical',
      state: 'open',
      closedBecause: null,
      dueOn: addDays(today, 30),
    });
  });

  it('close the finding when the gap ends and open the same one again when it comes back', async () => {
    const id = await signed();
    await mark(id, 'CL-01', present).expect(200);
    expect(await findingFor('CL-01')).toMatchObject({ state: 'closed', closedBecause: 'no-longer-holds' });
    await mark(id, 'CL-01', { ...present, status: 'partial' }).expect(200);
    expect(await findingFor('CL-01')).toMatchObject({ state: 'open', closedBecause: null });
    expect((await findings()).filter(({ clause }) => clause === 'CL-01')).toHaveLength(1);
  });

  it('leave an ordinary finding that somebody has rejected as it is', async () => {
    const id = await signed();
    await product.asJobOf(organisation, () =>
      product.database.query(`update app.finding set state = 'rejected' where clause = 'CL-02'`),
    );
    await mark(id, 'CL-02', { status: 'missing' }).expect(200);
    expect(await findingFor('CL-02')).toMatchObject({ state: 'rejected' });
  });

  it('are in force only in a signed contract', async () => {
    const id = await signed({ signedOn: null });
    await mark(id, 'CL-01', present).expect(200);
    expect(await stateFor('CL-01')).toMatchObject({ status: 'present', gap: false, inForce: false });
    expect((await facts()).clause01).toBe('missing');
  });

  it('are in force only while the current term contains today', async () => {
    const later = await signed({ terms: yearlyTerms(addDays(today, 1)) });
    await mark(later, 'CL-01', present).expect(200);
    expect((await facts()).clause01).toBe('missing');
    expect((await facts()).changesOn).toBe(addDays(today, 1));
    const over = await signed({ terms: yearlyTerms(addMonths(today, -14), { renewal: { kind: 'none' } }) });
    await mark(over, 'CL-01', present).expect(200);
    expect((await facts()).clause01).toBe('missing');
    const running = await signed();
    await mark(running, 'CL-01', present).expect(200);
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
    await mark(addendum, 'CL-01', present).expect(200);
    expect(await stateFor('CL-01')).toMatchObject({ gap: false, inForce: true, contractId: addendum });
    const { body } = await browser.get(`/api/contracts/${master}`).expect(200);
    const state = body.clauses.find(({ clause }: ClauseState) => clause === 'CL-01');
    expect(state).toMatchObject({ status: null, gap: false, contractId: master, inForce: false });
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
    expect(await read(both)).toMatchObject({ level: 'required', gap: true, severity: 'critical' });
  });

  it('ask for a quote, and for a future day and a reason where they are excepted', async () => {
    const id = await signed();
    const unquoted = await mark(id, 'CL-02', { status: 'partial', quote: ' ' }).expect(422);
    expect(unquoted.body.fields.map(({ field }: { field: string }) => field)).toEqual(['quote']);
    const excepted = await mark(id, 'CL-02', { status: 'excepted', exceptionUntil: today }).expect(422);
    expect(excepted.body.fields.map(({ field }: { field: string }) => field)).toEqual([
      'exceptionUntil',
      'exceptionReason',
    ]);
    await mark(id, 'CL-99', present).expect(404);
  });

  it('may be excepted for a time; for CL-01 that is shown as non-compliance and never in force', async () => {
    const id = await signed();
    const exception = {
      status: 'excepted',
      exceptionUntil: addDays(today, 10),
      exceptionReason: 'Signature of the addendum is awaited',
    };
    await mark(id, 'CL-01', exception).expect(200);
    const state = await stateFor('CL-01');
    expect(state).toMatchObject({ status: 'excepted', gap: false, inForce: false });
    expect(state?.because.at(-1)?.text).toContain(
      'non-compliance, because 201 CMR 17.03(2)(f)2. knows no waiver',
    );
    expect((await facts()).clause01).toBe('missing');
    expect(await findingFor('CL-01')).toMatchObject({ state: 'closed' });
    const [line] = await product.asJobOf(organisation, () =>
      product.database.query<{ detail: object }>(
        `select detail from app.audit_event where what = 'clause.marked' and object_id = :id`,
        { id },
      ),
    );
    expect(line?.detail).toEqual({ clause: 'CL-01', nonCompliance: '201 CMR 17.03(2)(f)2.' });
  });

  it('lack a clause again on the day after its exception, without anybody writing', async () => {
    const id = await signed();
    const until = addDays(today, 10);
    await mark(id, 'CL-01', { status: 'excepted', exceptionUntil: until, exceptionReason: 'Awaited' }).expect(
      200,
    );
    expect((await facts()).changesOn).toBe(addDays(until, 1));
    await product.letTimePass('11 days');
    await product.get(DailyChanges).follow(organisation.id);
    expect(await findingFor('CL-01')).toMatchObject({ state: 'open', dueOn: addDays(today, 41) });
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
