import type TestAgent from 'supertest/lib/agent';
import { addDays, addMonths, APPROVAL_OUTCOMES, type Gate } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  asAnswered,
  browserOf,
  contractBody,
  judgeKnockouts,
  seenMark,
  submitted,
  whatACountFromNothingMoves,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(120_000);

const noData = { dataElements: ['none'], laws: [], access: 'none', criticality: 1, replaceability: 1 };

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let today: string;

beforeAll(async () => {
  product = await aProduct();
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `gates-${Math.random().toString(36).slice(2, 8)}`);
  member = await product.signedInAs(await product.aMember({ organisation }));
  today = (await member.get('/api/session').expect(200)).body.today as string;
});

afterEach(async () => {
  expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
});

afterAll(() => product.close());

const decide = (about: Case, wishes: object = {}) =>
  member.post(`/api/engagements/${about.engagementId}/approvals`).send({
    outcome: 'approved',
    validTo: addDays(today, 60),
    conditions: [],
    reason: `Fine ${Math.random()}`,
    ...wishes,
  });

const engagement = async (about: Case) =>
  (await member.get(`/api/engagements/${about.engagementId}`).expect(200)).body;

const blockedOn = async (about: Case): Promise<string[]> =>
  ((await engagement(about)).gates as Gate[])
    .flatMap(({ blockedBy }) => blockedBy)
    .map(({ code, parameters }) => [code, parameters['question']].filter(Boolean).join(' '));

async function clause01InForce(about: Case, wishes: object = {}): Promise<string> {
  const contract = contractBody(about, { terms: yearlyTerms('2026-01-01'), ...wishes });
  const { body } = await member.post('/api/contracts').send(contract).expect(201);
  await mark(body.id as string, 'CL-01', 'present');
  return body.id as string;
}

const mark = async (contractId: string, clause: string, status: 'present' | 'missing') =>
  member
    .put(`/api/contracts/${contractId}/clauses/${clause}`)
    .send({
      status,
      quote: status === 'present' ? 'Shall' : null,
      page: null,
      exceptionUntil: null,
      exceptionReason: null,
      revision: await seenMark(member, contractId, clause),
    })
    .expect(200);

const answered = (about: Case, otherwise: Readonly<Record<string, unknown>> = {}) =>
  submitted(product, { organisation, procurement: member, about, otherwise });

const close = (assessmentId: string) =>
  member
    .post(`/api/assessments/${assessmentId}/close`)
    .send({ recommendation: 'approve', summary: 'Good' })
    .expect(200);

const judge = (assessmentId: string, question: string, verdict = 'accepted') =>
  member.put(`/api/assessments/${assessmentId}/reviews/${question}`).send({ verdict, note: 'Looked at' });

/** One on which nothing stands against an approval. */
async function anOpenCase(): Promise<{ about: Case; contractId: string; assessmentId: string }> {
  const about = await aCase(member, { intake: asAnswered });
  const contractId = await clause01InForce(about);
  const { assessmentId } = await answered(about);
  await judgeKnockouts(member, about.engagementId);
  await close(assessmentId);
  return { about, contractId, assessmentId };
}

async function changeIntake(about: Case, wishes: object): Promise<void> {
  const { intake, revision } = await engagement(about);
  await member
    .put(`/api/engagements/${about.engagementId}/intake`)
    .send({ intake: { ...intake, ...wishes }, revision })
    .expect(200);
}

const standingOf = async (about: Case) => (await engagement(about)).standing;

async function accept(about: Case, wishes: object = {}) {
  const { standing, openKnockouts } = await engagement(about);
  return member.post(`/api/engagements/${about.engagementId}/acceptances`).send({
    rating: standing.rating,
    knockouts: openKnockouts,
    findings: [],
    until: addDays(today, 90),
    reason: 'The fix is under way',
    ...wishes,
  });
}

async function passDays(days: number): Promise<void> {
  await product.letTimePass(`${days} days`);
  await product.get(DailyChanges).follow(organisation.id);
}

/** Mails about stale approvals that are on their way or superseded. */
const toldOfStale = async (about: Case) =>
  product.behindTheBack<{ part: number; closed: boolean }>(
    `select m.part, m.closed_at is not null as closed from app.milestone m
     where m.object_id = $1 and m.ladder = 'approval-stale' order by m.part`,
    [about.engagementId],
  );

describe('Approval', () => {
  it('is decided beside what each closed review recommends and found', async () => {
    const about = await aCase(member, { intake: asAnswered });
    const { assessmentId } = await answered(about);
    expect((await engagement(about)).assessments).toMatchObject([{ id: assessmentId, closing: null }]);
    await judgeKnockouts(member, about.engagementId);
    await close(assessmentId);
    expect((await engagement(about)).assessments).toMatchObject([
      { id: assessmentId, state: 'closed', closing: { recommendation: 'approve', summary: 'Good' } },
    ]);
  });

  it('waits for what answers name beyond the intake, and until somebody has taken it over', async () => {
    const about = await aCase(member);
    await answered(about);
    expect(await blockedOn(about)).toEqual(
      expect.arrayContaining(['proposal-open MA-04', 'proposal-open MA-13']),
    );
    await changeIntake(about, asAnswered);
    expect(await blockedOn(about)).not.toContain('proposal-open MA-04');
  });

  it('opens gate by gate, and is refused with every reason that stands', async () => {
    const about = await aCase(member, { intake: asAnswered });
    expect(await blockedOn(about)).toEqual(
      expect.arrayContaining(['questionnaire-not-sent', 'clause-01-not-in-force']),
    );
    const { body } = await decide(about).expect(409);
    expect(body.code).toBe('approval-blocked');
    expect(body.reasons.map(({ code }: { code: string }) => code)).toEqual(await blockedOn(about));
    await clause01InForce(about);
    const { assessmentId } = await answered(about);
    expect(await blockedOn(about)).toEqual(
      expect.arrayContaining(['assessment-not-closed', 'knockout-not-judged MA-14']),
    );
    await decide(about).expect(409);
    await judgeKnockouts(member, about.engagementId);
    expect(await blockedOn(about)).toEqual(['assessment-not-closed']);
    await decide(about).expect(409);
    await close(assessmentId);
    expect(await blockedOn(about)).toEqual([]);
    await decide(about).expect(201);
    expect(await standingOf(about)).toMatchObject({ approval: 'approved', approvalState: 'in-force' });
  });

  it('offers exactly what it takes', async () => {
    for (const about of [
      await aCase(member, { intake: asAnswered }),
      await aCase(member, { intake: noData }),
    ]) {
      const { approvalOptions } = await engagement(about);
      for (const { outcome, allowed } of approvalOptions as { outcome: string; allowed: boolean }[]) {
        const conditions =
          outcome === 'approved-with-conditions' ? [{ text: 'A report', dueOn: addDays(today, 9) }] : [];
        await decide(about, { outcome, conditions }).expect(allowed ? 201 : 409);
      }
      expect(approvalOptions).toHaveLength(APPROVAL_OUTCOMES.length);
    }
  });

  it('counts once where two decide on what they see, and the second is told who decided what', async () => {
    const about = await aCase(member);
    const another = await product.signedInAs(
      await product.aMember({ organisation, roles: ['risk'], name: 'Kim Okafor' }),
    );
    const rejection = { outcome: 'rejected', validTo: null, conditions: [] };
    const path = `/api/engagements/${about.engagementId}/approvals`;
    const answers = await Promise.all([
      another.post(path).send({ ...rejection, reason: 'Theirs', after: null }),
      decide(about, { ...rejection, reason: 'Ours', after: null }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [decision, ...others] = (await engagement(about)).approvals;
    expect(others).toEqual([]);
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({
      code: 'decided-meanwhile',
      detail: expect.stringContaining(`${decision.by} has decided on this engagement meanwhile: rejected.`),
    });
    const late = await another.post(path).send({ ...rejection, reason: 'Late', after: null });
    expect(late.status).toBe(409);
    const informed = { ...rejection, reason: 'Having read it', after: decision.id };
    await another.post(path).send(informed).expect(201);
    // The click that was repeated is the same decision, although it names what was the newest before it.
    await another.post(path).send(informed).expect(201);
    const { approvals } = await engagement(about);
    expect(approvals.map(({ reason }: { reason: string }) => reason)).toEqual([
      'Having read it',
      decision.reason,
    ]);
  });

  it('needs nothing where nothing is asked, and says why', async () => {
    const about = await aCase(member, { intake: noData });
    const { gates, policy, latestValidTo, standing } = await engagement(about);
    expect((gates as Gate[])[0]).toMatchObject({
      state: 'not-needed',
      because: { code: 'none-asked-without-protected-data' },
    });
    expect(policy).toMatchObject({ version: 1, questionnaires: [], cadenceMonths: 36 });
    expect(latestValidTo).toBe(addMonths(today, 36));
    expect(standing.whatNext.text).toMatch(/^Decide/);
  });

  it('holds no longer than what it rests on', async () => {
    const { about } = await anOpenCase();
    const { latestValidTo } = await engagement(about);
    const { body } = await decide(about, { validTo: addDays(latestValidTo as string, 1) }).expect(422);
    expect(body.fields).toEqual([expect.objectContaining({ field: 'validTo' })]);
    await decide(about, { validTo: latestValidTo }).expect(201);
  });

  it('can be opened after the review was closed: the knock-outs that nobody judged are judged then', async () => {
    const about = await aCase(member, { intake: asAnswered });
    await clause01InForce(about);
    const { assessmentId } = await answered(about);
    await close(assessmentId);
    await judge(assessmentId, 'MA-14', 'clarify').expect(409);
    await judge(assessmentId, 'MA-22').expect(409);
    await judgeKnockouts(member, about.engagementId);
    await judge(assessmentId, 'MA-14', 'rejected').expect(409);
    await decide(about).expect(201);
  });
});

describe('A risk acceptance', () => {
  async function aRiskyCase() {
    const about = await aCase(member, { intake: asAnswered });
    const contractId = await clause01InForce(about);
    const { assessmentId } = await answered(about, { 'MA-57': 'no' });
    await judgeKnockouts(member, about.engagementId);
    await close(assessmentId);
    return { about, contractId, assessmentId };
  }

  it('lifts the last block and no other, changes no score, and stands in the trail', async () => {
    const { about, contractId } = await aRiskyCase();
    expect(await blockedOn(about)).toEqual(['risk-not-accepted']);
    await mark(contractId, 'CL-01', 'missing');
    const before = await standingOf(about);
    expect((await accept(about)).status).toBe(201);
    expect(await blockedOn(about)).toEqual(['clause-01-not-in-force']);
    expect(await standingOf(about)).toEqual(before);
    const lines = await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where organisation_id = $1 and what = 'engagement.risk-accepted'`,
      [organisation.id],
    );
    expect(lines).toHaveLength(1);
  });

  it('is given in one tab only, for what was looked at', async () => {
    const { about } = await aRiskyCase();
    const [one, other] = await Promise.all([accept(about), accept(about)]);
    expect([one.status, other.status].sort()).toEqual([201, 409]);
    expect([one, other].find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'acceptance-stands',
      detail: expect.stringMatching(/^\S.* has accepted the risk until /),
    });
    const again = await aRiskyCase();
    const changed = await accept(again.about, { knockouts: [] });
    expect([changed.status, changed.body.code, changed.body.knockouts]).toEqual([
      409,
      'risk-changed',
      ['MA-57'],
    ]);
    expect((await accept(again.about, { until: today })).status).toBe(422);
    expect((await accept(again.about, { until: addDays(today, 400) })).status).toBe(422);
  });

  it('belongs to the role risk', async () => {
    const { about } = await aRiskyCase();
    const reviewer = await browserOf(product, organisation, 'reviewer');
    await reviewer.post(`/api/engagements/${about.engagementId}/acceptances`).send({}).expect(403);
  });

  it('takes what rests on it along: withdrawn, or past its day, the approval is stale', async () => {
    const { about } = await aRiskyCase();
    await accept(about);
    await decide(about).expect(201);
    const { acceptances } = await engagement(about);
    const path = `/api/engagements/${about.engagementId}/acceptances/${acceptances[0].id}/withdraw`;
    await member.post(path).send({ reason: 'The plan has failed' }).expect(200);
    await member.post(path).send({ reason: 'Once more' }).expect(409);
    expect((await engagement(about)).staleCauses).toMatchObject([{ code: 'risk-not-accepted' }]);
    expect((await accept(about, { until: addDays(today, 5) })).status).toBe(201);
    expect(await standingOf(about)).toMatchObject({ approvalState: 'in-force' });
    await passDays(6);
    expect(await standingOf(about)).toMatchObject({ approvalState: 'stale' });
    expect((await engagement(about)).acceptances[0]).toMatchObject({ state: 'ended' });
  });
});

describe('An approval goes stale', () => {
  it('by a raise from no data to Social Security numbers, at once, and is told once', async () => {
    const about = await aCase(member, { intake: noData });
    await decide(about).expect(201);
    await changeIntake(about, { dataElements: ['ssn'] });
    const { standing, staleCauses } = await engagement(about);
    expect(standing).toMatchObject({ approvalState: 'stale' });
    expect(staleCauses.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['rating-higher', 'element-new', 'clause-01-not-in-force']),
    );
    const told = await toldOfStale(about);
    expect(told).toHaveLength(staleCauses.length);
    await changeIntake(about, { usesAi: true });
    await passDays(1);
    expect(await toldOfStale(about)).toEqual(told);
  });

  it('by a clause that is not in force any more, and recovers when it is', async () => {
    const { about, contractId } = await anOpenCase();
    await decide(about).expect(201);
    await mark(contractId, 'CL-01', 'missing');
    expect((await engagement(about)).staleCauses.map(({ code }: { code: string }) => code)).toContain(
      'clause-01-not-in-force',
    );
    await mark(contractId, 'CL-01', 'present');
    expect(await standingOf(about)).toMatchObject({ approvalState: 'in-force' });
    expect((await toldOfStale(about)).every(({ closed }) => closed)).toBe(true);
  });

  it('by a condition past its day, until somebody has seen it met', async () => {
    const about = await aCase(member, { intake: noData });
    const conditions = [{ text: 'A restore test', dueOn: addDays(today, 3) }];
    await decide(about, { outcome: 'approved-with-conditions', conditions: [] }).expect(422);
    await decide(about, { conditions }).expect(422);
    await decide(about, { outcome: 'approved-with-conditions', conditions }).expect(201);
    const { findings } = await engagement(about);
    expect(findings).toEqual([
      expect.objectContaining({
        source: 'condition',
        title: 'A restore test',
        dueOn: addDays(today, 3),
        state: 'open',
      }),
    ]);
    await passDays(3);
    expect(await standingOf(about)).toMatchObject({ approvalState: 'in-force' });
    await passDays(1);
    expect((await engagement(about)).staleCauses).toMatchObject([{ code: 'condition-overdue' }]);
    await member.post(`/api/findings/${findings[0].id}/verify`).send({ note: 'Seen' }).expect(200);
    expect(await standingOf(about)).toMatchObject({ approvalState: 'in-force' });
  });

  it('and is in force again once somebody decides anew', async () => {
    const about = await aCase(member, { intake: noData });
    await decide(about).expect(201);
    await changeIntake(about, {
      criticality: 5,
      replaceability: 5,
      access: 'store',
      dataElements: ['internal'],
    });
    expect(await standingOf(about)).toMatchObject({ approvalState: 'stale' });
    if ((await blockedOn(about)).length > 0) await accept(about);
    await decide(about).expect(201);
    const { standing, staleCauses } = await engagement(about);
    expect([standing.approvalState, staleCauses]).toEqual(['in-force', []]);
    expect((await toldOfStale(about)).every(({ closed }) => closed)).toBe(true);
    const stale = await member.get('/api/engagements?approvalState=stale').expect(200);
    expect(stale.body.items).toEqual([]);
  });
});
