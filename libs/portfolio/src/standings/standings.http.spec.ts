import { addDays, LEVELS, SEVERITIES } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { AssessmentProgress } from '@countersign/assessments';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  asAnswered,
  browserOf,
  contractBody,
  judgeKnockouts,
  plain,
  respondentOf,
  sent,
  submitted,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { Standings } from './standings';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `standings-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
});

afterAll(() => product.close());

interface StandingRow {
  readonly engagementId: string;
  readonly counted: number[];
}

const standings = () =>
  product.asJobOf(organisation, () =>
    product.database.query<StandingRow>(
      `select s.engagement_id, to_jsonb(s) - 'computed_at' as row,
         array[s.open_critical, s.open_high, s.open_medium, s.open_low, s.overdue_findings] as counted
       from app.standing s order by s.engagement_id`,
    ),
  );

/** Counted once more from the findings themselves. */
const scanned = () =>
  product.asJobOf(organisation, () =>
    product.database.query<StandingRow>(
      `select e.id as engagement_id, array[
         count(f.id) filter (where f.severity = 'critical'), count(f.id) filter (where f.severity = 'high'),
         count(f.id) filter (where f.severity = 'medium'), count(f.id) filter (where f.severity = 'low'),
         count(f.id) filter (where f.due_on < app.today('America/New_York'))]::int[] as counted
       from app.engagement e
       left join app.finding f on f.organisation_id = e.organisation_id and f.engagement_id = e.id
         and f.state in ('proposed', 'open')
       group by e.id order by e.id`,
    ),
  );

async function expectStandingsToEqualAScan(): Promise<void> {
  const kept = await standings();
  const ids = kept.map(({ engagementId }) => engagementId);
  expect(kept.map(({ engagementId, counted }) => ({ engagementId, counted }))).toEqual(await scanned());
  const causes = new Map(ids.map((id) => [id, 'spec']));
  await product.asJobOf(organisation, () => product.get(Standings).recompute(causes));
  expect(await standings()).toEqual(kept);
}

async function contractFor(
  about: Case,
  clauses: readonly string[],
  missing: readonly string[] = [],
): Promise<string> {
  const contract = contractBody(about, { terms: yearlyTerms('2026-01-01') });
  const { body } = await procurement.post('/api/contracts').send(contract).expect(201);
  for (const clause of clauses) {
    await procurement
      .put(`/api/contracts/${body.id}/clauses/${clause}`)
      .send({ status: 'present', quote: 'Shall', page: 1, exceptionUntil: null, exceptionReason: null })
      .expect(200);
  }
  for (const clause of missing) {
    await procurement
      .put(`/api/contracts/${body.id}/clauses/${clause}`)
      .send({ status: 'missing', quote: null, page: null, exceptionUntil: null, exceptionReason: null })
      .expect(200);
  }
  return body.id as string;
}

const close = (id: string) =>
  reviewer
    .post(`/api/assessments/${id}/close`)
    .send({ recommendation: 'approve', summary: 'Reviewed.' })
    .expect(200);

const decide = ({ engagementId }: Case, outcome: string, validTo: string | null = null) =>
  risk
    .post(`/api/engagements/${engagementId}/approvals`)
    .send({ outcome, validTo, conditions: [], reason: 'Decided.' })
    .expect(201);

const standingOf = async ({ engagementId }: Case) =>
  (await procurement.get(`/api/engagements/${engagementId}`).expect(200)).body.standing;

const weak = {
  'MA-57': 'no',
  'MA-64': 'no',
  'MA-17': 'partial',
  'MA-40': 'no',
  'MA-42': 'no',
  'MA-47': 'no',
  'MA-48': 'no',
};

describe('A standing', () => {
  it('equals a scan from scratch after every change that moves it', async () => {
    const about = await aCase(procurement);
    await aCase(procurement);
    await expectStandingsToEqualAScan();
    const open = await sent(procurement, about);
    const respondent = await respondentOf(product, organisation, open);
    await expectStandingsToEqualAScan();
    const answer = { value: plain('yes'), base: 0 };
    await respondent.put(`/api/respond/assessments/${open}/answers/MA-08`).send(answer).expect(200);
    await product.get(AssessmentProgress).recountStale();
    await expectStandingsToEqualAScan();
    await procurement.post(`/api/assessments/${open}/cancel`).send({ reason: 'Again' }).expect(200);
    await expectStandingsToEqualAScan();
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise: weak });
    await expectStandingsToEqualAScan();
    const review = { verdict: 'rejected', note: 'No record' };
    await reviewer.put(`/api/assessments/${assessmentId}/reviews/MA-22`).send(review).expect(200);
    await expectStandingsToEqualAScan();
    await close(assessmentId);
    await decide(about, 'to-contract');
    await expectStandingsToEqualAScan();
    await contractFor(about, ['CL-01']);
    await expectStandingsToEqualAScan();
    const { intake, revision } = (await procurement.get(`/api/engagements/${about.engagementId}`)).body;
    const change = { intake: { ...intake, internetFacing: true, peopleAffected: 'r4' }, revision };
    await procurement.put(`/api/engagements/${about.engagementId}/intake`).send(change).expect(200);
    await expectStandingsToEqualAScan();
    await decide(about, 'rejected');
    await expectStandingsToEqualAScan();
  });

  it('waits for what is to be reviewed, then for what is still asked, whichever assessment was sent last', async () => {
    const about = await aCase(procurement);
    const next = async () => {
      const { body } = await procurement.get(`/api/engagements/${about.engagementId}`).expect(200);
      return [body.whatNext.action, body.whatNext.targetId, body.whatNext.code];
    };
    const { assessmentId: first } = await submitted(product, { organisation, procurement, about });
    const second = await sent(procurement, about);
    expect(await next()).toEqual(['review', first, 'what-next.review']);
    await close(first);
    expect(await next()).toEqual(['none', null, 'what-next.wait']);
    await procurement
      .post(`/api/assessments/${second}/cancel`)
      .send({ reason: 'Once is enough' })
      .expect(200);
    expect((await next())[0]).toBe('approve');

    const asked = await sent(procurement, about, '2099-12-30');
    const { assessmentId: later } = await submitted(product, { organisation, procurement, about });
    await close(later);
    expect(await next()).toEqual(['none', null, 'what-next.wait']);
    await procurement
      .post(`/api/assessments/${asked}/cancel`)
      .send({ reason: 'It was answered' })
      .expect(200);
    expect((await next())[0]).toBe('approve');
    await expectStandingsToEqualAScan();
  });

  it('equals a scan after many findings were judged at the same moment', async () => {
    const about = await aCase(procurement);
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise: weak });
    const { findings } = (await reviewer.get(`/api/assessments/${assessmentId}`).expect(200)).body;
    expect(findings.length).toBeGreaterThanOrEqual(6);
    const judged = await Promise.all(
      (findings as { id: string; knockout: boolean }[]).map(({ id, knockout }) =>
        reviewer.post(`/api/findings/${id}/${knockout ? 'accept' : 'reject'}`).send({ note: 'Judged' }),
      ),
    );
    expect(judged.filter(({ status }) => status !== 200)).toEqual([]);
    await expectStandingsToEqualAScan();
  });

  it('of an engagement whose assessment is cancelled after submission has no findings of it', async () => {
    const about = await aCase(procurement);
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise: weak });
    expect((await standingOf(about)).openFindings).toBeGreaterThan(0);
    await procurement
      .post(`/api/assessments/${assessmentId}/cancel`)
      .send({ reason: 'Wrong one' })
      .expect(200);
    expect(await standingOf(about)).toMatchObject({ openFindings: 0, ratingState: 'not-assessed' });
    await expectStandingsToEqualAScan();
  });
});

describe('What changes by the calendar alone', () => {
  it('changes on its day: due dates, approvals, overdue findings and reassessments', async () => {
    const { today } = (await procurement.get('/api/session').expect(200)).body as { today: string };
    const lacking = await aCase(procurement);
    await close((await submitted(product, { organisation, procurement, about: lacking })).assessmentId);
    await decide(lacking, 'to-contract');
    await contractFor(lacking, []);
    // Its data were never returned.
    await procurement
      .put(`/api/engagements/${lacking.engagementId}/use`)
      .send({ state: 'ended', since: '2026-01-05', endedOn: '2026-02-05', revision: 1 })
      .expect(200);
    const approved = await aCase(procurement, { intake: asAnswered });
    const reviewed = await submitted(product, { organisation, procurement, about: approved });
    await judgeKnockouts(reviewer, approved.engagementId);
    await close(reviewed.assessmentId);
    await contractFor(approved, ['CL-01']);
    await decide(approved, 'approved', addDays(today, 20));
    const asked = await aCase(procurement);
    await sent(procurement, asked, addDays(today, 10));

    expect(await standingOf(lacking)).toMatchObject({ rating: 'moderate', overdueFindings: 0 });
    await onDay(10);
    expect((await standingOf(asked)).whatNext.text).toBe('Waiting for the vendor');
    await onDay(11);
    expect((await standingOf(asked)).whatNext.text).toBe('Waiting for the vendor: overdue');
    await onDay(20);
    expect((await standingOf(approved)).whatNext.text).toMatch(
      /^Review the contract for the \d+ required clauses$/,
    );
    await onDay(21);
    expect((await standingOf(approved)).whatNext.text).toBe('The approval has ended: decide again');
    await onDay(30);
    expect(await standingOf(lacking)).toMatchObject({ rating: 'moderate', overdueFindings: 0 });
    await onDay(31);
    expect(await standingOf(lacking)).toMatchObject({ rating: 'high', overdueFindings: 1 });
    await expectStandingsToEqualAScan();
    await onDay(370);
    expect((await standingOf(approved)).whatNext.text).toBe('Reassessment is due: send the questionnaire');
    await expectStandingsToEqualAScan();
  });

  let passed = 0;
  async function onDay(day: number): Promise<void> {
    await product.letTimePass(`${day - passed} days`);
    passed = day;
    await product.get(DailyChanges).follow(organisation.id);
  }
});

describe('The dashboard', () => {
  it('says of every number what the list behind it says', async () => {
    await aPortfolio();
    await expectNumbersToEqualLists();
    await product.letTimePass('95 days');
    await product.get(DailyChanges).follow(organisation.id);
    const { body } = await risk.get('/api/dashboard').expect(200);
    expect(body.overdue.assessments).toBeGreaterThan(0);
    expect(body.overdue.findings).toBeGreaterThan(0);
    await expectNumbersToEqualLists();
  });

  async function aPortfolio(): Promise<void> {
    const { today } = (await procurement.get('/api/session').expect(200)).body as { today: string };
    const first = await aCase(procurement);
    await submitted(product, { organisation, procurement, about: first, otherwise: weak });
    await contractFor(first, []);
    const second = await aCase(procurement, { intake: asAnswered });
    const { assessmentId } = await submitted(product, { organisation, procurement, about: second });
    await judgeKnockouts(reviewer, second.engagementId);
    await close(assessmentId);
    await contractFor(second, ['CL-01']);
    await decide(second, 'approved', addDays(today, 300));
    await sent(procurement, await aCase(procurement), addDays(today, 5));
    await aCase(procurement, {
      intake: { dataElements: ['internal'], peopleAffected: 'r0', laws: [], criticality: 1 },
    });
    const unknown = yearlyTerms('2026-01-01', { renewal: { kind: 'unknown' } });
    await procurement
      .post('/api/contracts')
      .send(contractBody(first, { terms: unknown }))
      .expect(201);
    const empty = {
      name: `Empty ${organisation.slug}`,
      website: null,
      country: null,
      notes: null,
      contact: null,
    };
    await procurement.post('/api/vendors').send(empty).expect(201);
  }

  const total = async (list: string): Promise<number> =>
    (await risk.get(`/api/${list}`).expect(200)).body.total as number;

  async function expectNumbersToEqualLists(): Promise<void> {
    const { body } = await risk.get('/api/dashboard').expect(200);
    const count = (cells: { tier: number; rating: string; count: number }[], tier: number, rating: string) =>
      cells.find((cell) => cell.tier === tier && cell.rating === rating)?.count ?? 0;
    const pairs: [string, number, number][] = [];
    const same = async (what: string, number: number, list: string) => {
      pairs.push([what, number, await total(list)]);
    };
    await same('vendors', body.vendors.total, 'vendors?state=active');
    await same('engagements', body.engagements.total, 'engagements');
    await same('not approved', body.engagements.notApproved, 'engagements?approval=none');
    for (const tier of [1, 2, 3]) {
      for (const rating of [...LEVELS, 'not-assessed']) {
        const query = `tier=${tier}&rating=${rating}`;
        const { vendors, engagements } = body;
        await same(
          `vendors ${query}`,
          count(vendors.byTierAndRating, tier, rating),
          `vendors?state=active&${query}`,
        );
        await same(
          `engagements ${query}`,
          count(engagements.byTierAndRating, tier, rating),
          `engagements?${query}`,
        );
      }
    }
    await same('overdue assessments', body.overdue.assessments, 'assessments?overdue=true');
    await same('overdue findings', body.overdue.findings, 'findings?overdue=true');
    for (const severity of SEVERITIES) {
      const counts = body.findingsBySeverity.find(
        (found: { severity: string }) => found.severity === severity,
      );
      await same(`open ${severity}`, counts.open, `findings?state=open&severity=${severity}`);
      await same(`overdue ${severity}`, counts.overdue, `findings?overdue=true&severity=${severity}`);
    }
    await same('with gaps', body.clauseGaps.engagements, 'engagements?gaps=true');
    await same('without CL-01', body.clauseGaps.withoutClause01, 'engagements?withoutClause01=true');
    await same('renewals', body.renewals.count, 'contracts?within=120');
    await same('unknown contracts', body.renewals.unknown, 'contracts?state=unknown');
    await same('awaiting review', body.awaitingReview, 'assessments?awaitingReview=true');
    for (const { state, count: number } of body.assessmentsByState) {
      await same(`assessments ${state}`, number, `assessments?state=${state}`);
    }
    const { items } = (await risk.get('/api/engagements?limit=100').expect(200)).body;
    const gaps = (items as { clauseGaps: number }[]).reduce((sum, { clauseGaps }) => sum + clauseGaps, 0);
    pairs.push(['gaps', body.clauseGaps.gaps, gaps]);
    const listed = (await risk.get('/api/contracts?toReview=true&limit=100').expect(200)).body.items;
    const toReview = (listed as { toReview: number }[]).reduce((sum, row) => sum + row.toReview, 0);
    pairs.push(['to review', body.clauseGaps.toReview, toReview]);
    expect(pairs.filter(([, number, listed]) => number !== listed)).toEqual([]);
    expect(pairs.filter(([, number]) => number > 0).length).toBeGreaterThan(12);
  }
});
