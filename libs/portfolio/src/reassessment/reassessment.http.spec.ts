import type TestAgent from 'supertest/lib/agent';
import { addDays, addMonths } from '@countersign/domain';
import { Planner } from '@countersign/notifications';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  asAnswered,
  browserOf,
  contractBody,
  judgeKnockouts,
  submitted,
  whatACountFromNothingMoves,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(180_000);

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `again-${Math.random().toString(36).slice(2, 8)}`);
  await waitForNoon();
  await signIn();
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

/** Mail goes from eight in the morning on: every day of these walks is looked at about noon. */
async function waitForNoon(): Promise<void> {
  const [wait] = await product.behindTheBack<{ minutes: number }>(
    `select (2160 - extract(hour from l.at) * 60 - extract(minute from l.at))::integer % 1440 as minutes
     from (select app.now() at time zone 'America/New_York' as at) l`,
  );
  await product.letTimePass(`${wait!.minutes} minutes`);
}

/** A session of before would have ended. */
async function signIn(): Promise<void> {
  member = await product.signedInAs(await product.aMember({ organisation }));
  today = (await member.get('/api/session').expect(200)).body.today as string;
}

const engagement = async (about: Case) =>
  (await member.get(`/api/engagements/${about.engagementId}`).expect(200)).body;
const again = async (about: Case) => (await engagement(about)).reassessment;

async function clause01InForce(about: Case): Promise<void> {
  const contract = contractBody(about, { terms: yearlyTerms('2026-01-01') });
  const { body } = await member.post('/api/contracts').send(contract).expect(201);
  await member
    .put(`/api/contracts/${body.id}/clauses/CL-01`)
    .send({ status: 'present', quote: 'Shall', page: null, exceptionUntil: null, exceptionReason: null })
    .expect(200);
}

/** Answered, judged and closed. */
async function assess(about: Case): Promise<void> {
  const { assessmentId } = await submitted(product, { organisation, procurement: member, about });
  await judgeKnockouts(member, about.engagementId);
  await member
    .post(`/api/assessments/${assessmentId}/close`)
    .send({ recommendation: 'approve', summary: 'Good' })
    .expect(200);
}

const approve = async (about: Case) =>
  member
    .post(`/api/engagements/${about.engagementId}/approvals`)
    .send({
      outcome: 'approved',
      validTo: (await engagement(about)).latestValidTo,
      conditions: [],
      reason: `Fine ${Math.random()}`,
    })
    .expect(201);

async function anAssessedCase(intake: object = {}): Promise<Case> {
  const about = await aCase(member, { intake: { ...asAnswered, ...intake } });
  await clause01InForce(about);
  await assess(about);
  return about;
}

async function stillValid(about: Case, until: string, wishes: object = {}) {
  const { dueOn } = await again(about);
  return member
    .post(`/api/engagements/${about.engagementId}/reassessment/still-valid`)
    .send({ until, reason: 'The report of the auditor is new', dueOn, ...wishes });
}

async function changeIntake(about: Case, wishes: object): Promise<void> {
  const { intake, revision } = await engagement(about);
  await member
    .put(`/api/engagements/${about.engagementId}/intake`)
    .send({ intake: { ...intake, ...wishes }, revision })
    .expect(200);
}

/** Mail is planned on every day that somebody stops at. */
async function goTo(day: string): Promise<void> {
  const { days } = (
    await product.behindTheBack<{ days: number }>(
      `select $2::date - app.today(o.time_zone) as days from app.organisation o where o.organisation_id = $1`,
      [organisation.id, day],
    )
  )[0]!;
  await product.letTimePass(`${days} days`);
  await product.get(DailyChanges).follow(organisation.id);
  await product.get(Planner).plan(organisation.id);
  await signIn();
}

/** Each day on which somebody was told, or is about to be. */
const told = async (about: Case): Promise<string[]> =>
  (
    await product.behindTheBack<{ kind: string; targetDate: string; rung: number }>(
      `select distinct n.kind, m.target_date::text as "targetDate", n.rung from app.notification n
       join app.milestone m on m.id = n.milestone_id
       where n.object_id = $1 and n.kind like 'reassessment-%' order by 2, 3`,
      [about.engagementId],
    )
  ).map(({ kind, targetDate, rung }) => `${kind} ${targetDate} ${rung}`);

const toSend = async (about: Case): Promise<number> =>
  (
    await product.behindTheBack(
      `select n.id from app.notification n
       where n.object_id = $1 and n.kind like 'reassessment-%' and n.state = 'pending'`,
      [about.engagementId],
    )
  ).length;

const inTheTrail = async (about: Case): Promise<string[]> =>
  (
    await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where organisation_id = $1 and object_id = $2
         and what like 'engagement.reassessment%' order by at, id`,
      [organisation.id, about.engagementId],
    )
  ).map(({ what }) => what);

describe('A year of an engagement', () => {
  it('falls due, is told, is extended once, falls due again, and is settled by what the vendor submits', async () => {
    const about = await anAssessedCase();
    await approve(about);
    const dueOn = addMonths(today, 12);
    expect(await again(about)).toMatchObject({
      dueOn,
      why: 'cadence',
      submittedOn: today,
      extendableTo: addMonths(today, 18),
      extension: null,
    });

    await goTo(addDays(dueOn, -45));
    await goTo(addDays(dueOn, -14));
    const due = (day: string, ...rungs: number[]) => rungs.map((rung) => `reassessment-due ${day} ${rung}`);
    expect(await told(about)).toEqual(due(dueOn, -45, -14));
    expect((await engagement(about)).whatNext.text).not.toMatch(/Reassessment/);
    await goTo(dueOn);
    expect(await told(about)).toEqual(due(dueOn, -45, -14, 0));
    expect((await engagement(about)).whatNext).toMatchObject({ action: 'send-assessment' });
    expect((await member.get('/api/dashboard').expect(200)).body.engagements.reassessmentsDue).toBe(1);
    const { body: list } = await member.get('/api/engagements?reassessmentDue=true').expect(200);
    expect(list.items).toMatchObject([{ id: about.engagementId, reassessmentDueOn: dueOn }]);
    expect((await engagement(about)).standing.approvalState).toBe('in-force');
    await goTo(addDays(dueOn, 1));
    expect((await engagement(about)).standing.approvalState).toBe('ended');
    expect((await engagement(about)).gates[0].blockedBy).toMatchObject([{ code: 'assessment-out-of-date' }]);

    const until = addMonths(today, 4);
    const rating = (await engagement(about)).standing.rating;
    expect((await stillValid(about, addMonths(dueOn, 9))).status).toBe(422);
    const extended = await stillValid(about, until);
    expect([extended.status, extended.body.reassessment]).toMatchObject([
      200,
      { dueOn: until, why: 'extended', extension: { until, ended: false } },
    ]);
    expect(extended.body.standing.rating).toBe(rating);
    expect(extended.body.gates[0].blockedBy).toEqual([]);
    expect(extended.body.latestValidTo).toBe(until);
    expect((await told(about)).filter((line) => line.includes(dueOn) && line.endsWith('pending'))).toEqual(
      [],
    );
    await approve(about);
    const second = await stillValid(about, addDays(until, 5));
    expect([second.status, second.body.code]).toEqual([409, 'already-extended']);

    await goTo(addDays(until, -45));
    await goTo(addDays(until, -14));
    await goTo(until);
    const all = [...due(dueOn, -45, -14, 0), ...due(until, -45, -14, 0)];
    expect(await told(about)).toEqual(all);
    expect((await engagement(about)).whatNext).toMatchObject({ action: 'send-assessment' });

    await goTo(addDays(until, 3));
    await assess(about);
    expect(await again(about)).toMatchObject({
      dueOn: addMonths(today, 12),
      why: 'cadence',
      submittedOn: today,
      extension: null,
    });
    expect(await toSend(about)).toBe(0);
    expect(await inTheTrail(about)).toEqual([
      'engagement.reassessment-extended',
      'engagement.reassessment-extension-ended',
    ]);
    await goTo(addDays(until, 17));
    expect(await told(about)).toEqual(all);
    await approve(about);
    expect((await engagement(about)).standing.approvalState).toBe('in-force');
    // A new submission may be extended anew.
    expect((await stillValid(about, addMonths(today, 13))).status).toBe(200);
  });
});

describe('A material change', () => {
  it('makes a reassessment due at once, says why in the trail, and ends when it is taken back', async () => {
    const about = await anAssessedCase();
    await changeIntake(about, { usesAi: true });
    expect((await again(about)).why).toBe('cadence');
    await changeIntake(about, { dataElements: ['ssn', 'card', 'bio'] });
    expect(await again(about)).toMatchObject({
      dueOn: today,
      why: 'material-change',
      changes: [{ code: 'element-new', parameters: { element: 'bio' }, since: today }],
      extendableTo: addMonths(today, 6),
    });
    expect(await inTheTrail(about)).toEqual(['engagement.reassessment-due']);
    const changed = today;
    await goTo(addDays(today, 2));
    expect(await again(about)).toMatchObject({ dueOn: changed });
    await changeIntake(about, { dataElements: ['ssn', 'card'] });
    expect((await again(about)).why).toBe('cadence');
  });

  it('that was looked at is covered by "still valid"; one that comes later is not', async () => {
    const about = await anAssessedCase();
    await changeIntake(about, { dataElements: ['ssn', 'card', 'bio'] });
    const until = addMonths(today, 5);
    expect((await stillValid(about, until)).body.reassessment).toMatchObject({
      dueOn: until,
      why: 'extended',
    });
    await changeIntake(about, { dataElements: ['ssn', 'card', 'bio', 'cred'] });
    expect(await again(about)).toMatchObject({ dueOn: today, why: 'material-change', extendedUntil: until });
  });

  it('is an incident that becomes known: due at once, until it is assessed again', async () => {
    const about = await anAssessedCase({ incidentWithin36Months: false });
    expect((await again(about)).why).toBe('cadence');
    await changeIntake(about, { incidentWithin36Months: true });
    expect(await again(about)).toMatchObject({ dueOn: today, why: 'material-change' });
    expect((await again(about)).changes).toContainEqual({
      code: 'incident-new',
      key: 'incident-new:stated',
      parameters: {},
      since: today,
    });
    await assess(about);
    expect((await again(about)).changes).toEqual([]);
    await product.behindTheBack(
      `insert into app.finding (organisation_id, engagement_id, source, occasion, title, detail, severity,
         severity_rank, state, due_on)
       values ($1, $2, 'incident', 'incident:1', '{"code": "as-written", "parameters": {"text": "Stolen laptop"}}',
         '{"code": "as-written", "parameters": {"text": ""}}', 'high', 3, 'open', '2099-01-01')`,
      [organisation.id, about.engagementId],
    );
    await goTo(addDays(today, 1));
    await changeIntake(about, { wireless: true });
    expect((await again(about)).changes.map(({ code }: { code: string }) => code)).toContain('incident-new');
  });

  it('is a higher tier, which ends what was said to be valid, for good', async () => {
    const about = await anAssessedCase();
    const until = addMonths(today, 14);
    await member
      .post(`/api/engagements/${about.engagementId}/tier-overrides`)
      .send({ tier: 2, until: addDays(today, 3), reason: 'A pilot' })
      .expect(201);
    await assess(about);
    expect(await again(about)).toMatchObject({ dueOn: addMonths(today, 24), why: 'cadence' });
    expect((await stillValid(about, addMonths(today, 25))).status).toBe(200);
    await goTo(addDays(today, 4));
    expect(await again(about)).toMatchObject({
      dueOn: today,
      why: 'material-change',
      changes: [{ code: 'tier-higher', parameters: { before: '2', now: '1' } }],
      extendedUntil: null,
      extension: { ended: true },
    });
    expect(await inTheTrail(about)).toEqual([
      'engagement.reassessment-extended',
      'engagement.reassessment-extension-ended',
      'engagement.reassessment-due',
    ]);
    expect((await stillValid(about, until)).body.code).toBe('already-extended');
  });

  it('is not asked of one that has ended, or was rejected and is not in use', async () => {
    const about = await anAssessedCase();
    await member
      .post(`/api/engagements/${about.engagementId}/approvals`)
      .send({ outcome: 'rejected', validTo: null, conditions: [], reason: 'No' })
      .expect(201);
    expect(await again(about)).toBeNull();
    const refused = await member
      .post(`/api/engagements/${about.engagementId}/reassessment/still-valid`)
      .send({ until: addDays(today, 5), reason: 'It is', dueOn: today });
    expect([refused.status, refused.body.code]).toEqual([409, 'nothing-to-extend']);
  });
});

describe('"Still valid"', () => {
  it('belongs to the role risk, is said in one tab only, and of the day that was shown', async () => {
    const about = await anAssessedCase();
    const reviewer = await browserOf(product, organisation, 'reviewer');
    const path = `/api/engagements/${about.engagementId}/reassessment/still-valid`;
    await reviewer.post(path).send({}).expect(403);
    const { dueOn } = await again(about);
    const moved = await stillValid(about, addDays(dueOn, 9), { dueOn: today });
    expect([moved.status, moved.body.code]).toEqual([409, 'reassessment-moved']);
    expect((await stillValid(about, dueOn)).body.fields).toMatchObject([{ field: 'until' }]);
    expect((await stillValid(about, addDays(dueOn, 9), { reason: ' ' })).status).toBe(422);
    const both = await Promise.all([
      stillValid(about, addDays(dueOn, 9)),
      stillValid(about, addDays(dueOn, 9)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
