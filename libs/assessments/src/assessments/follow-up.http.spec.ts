import { factCatalogue, shippedQuestionnaire } from '@countersign/content';
import { publish, visibleQuestions, type AnswerContext, type AnswerValue } from '@countersign/domain';
import type { MailRow } from '@countersign/notifications';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aLinkTo,
  answerEverything,
  aProduct,
  browserOf,
  MailWorks,
  plain,
  respondentOf,
  sent,
  submitted,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { AssessmentProgress, DailyChanges, Questionnaires } from '#product';
import { AssessmentMailSubject } from './assessment-mail-subject';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, `follow-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
});

afterAll(() => product.close());

const engagement = async (about: Case) =>
  (await procurement.get(`/api/engagements/${about.engagementId}`).expect(200)).body;

const assessment = async (id: string) => (await reviewer.get(`/api/assessments/${id}`).expect(200)).body;

const scoreOf = async (id: string, question: string) =>
  (await assessment(id)).score.questions.find((one: { id: string }) => one.id === question);

/** Submitted without wireless networks, of which the intake knows afterwards: MA-58 is opened. */
async function opened(): Promise<{ about: Case; assessmentId: string }> {
  const about = await aCase(procurement, { intake: { wireless: false, portable: false } });
  const { assessmentId } = await submitted(product, {
    organisation,
    procurement,
    about,
    otherwise: { 'MA-09': 'no', 'MA-10': 'no' },
  });
  const { intake, revision } = await engagement(about);
  await procurement
    .put(`/api/engagements/${about.engagementId}/intake`)
    .send({ intake: { ...intake, wireless: true }, revision })
    .expect(200);
  return { about, assessmentId };
}

const send = (assessmentId: string, more: object = {}) =>
  procurement.post(`/api/assessments/${assessmentId}/follow-ups`).send({ message: 'Please add', ...more });

async function changeIntake(about: Case, wishes: object): Promise<void> {
  const { intake, revision } = await engagement(about);
  await procurement
    .put(`/api/engagements/${about.engagementId}/intake`)
    .send({ intake: { ...intake, ...wishes }, revision })
    .expect(200);
}

async function answer(followUpId: string, question: string): Promise<void> {
  const vendor = await respondentOf(product, organisation, followUpId);
  const path = `/api/respond/assessments/${followUpId}`;
  await vendor
    .put(`${path}/answers/${question}`)
    .send({ value: plain('yes'), base: 0 })
    .expect(200);
  await vendor.post(`${path}/submit`).send({}).expect(200);
}

async function sentFollowUp(assessmentId: string, more: object = {}): Promise<string> {
  return (await send(assessmentId, more).expect(201)).body.id as string;
}

const endedLink = async (token: string) =>
  (await product.browser().post('/api/respond/exchange').send({ token }).expect(410)).body.detail as string;

const openMilestones = (id: string) =>
  product.behindTheBack<{ id: string }>(
    'select id from app.milestone where object_id = $1 and closed_at is null',
    [id],
  );

const close = (id: string) =>
  reviewer
    .post(`/api/assessments/${id}/close`)
    .send({ recommendation: 'approve', summary: 'Read' })
    .expect(200);

let passed = 0;
const letDaysPass = async (days: number) => {
  passed += days;
  await product.letTimePass(`${days} days`);
  await product.get(DailyChanges).follow(organisation.id);
};
const inDays = async (days: number) => {
  const [row] = await product.behindTheBack<{ day: string }>(
    "select (app.today('America/New_York') + $1::int)::text as day",
    [days],
  );
  return row?.day ?? '';
};

afterEach(async () => {
  await product.letTimePass(`${-passed} days`);
  passed = 0;
});

describe('Questions that a later intake opens', () => {
  it('have no day before somebody sends them, and are sent once', async () => {
    const { about, assessmentId } = await opened();
    expect((await engagement(about)).offCycle).toEqual([{ assessmentId, question: 'MA-58', dueOn: null }]);
    expect((await assessment(assessmentId)).unsentQuestions).toEqual(['MA-58']);
    const { body } = await send(assessmentId, { dueOn: '2099-05-05' }).expect(201);
    expect(body).toMatchObject({
      row: { followsId: assessmentId, state: 'sent' },
      askedQuestions: ['MA-58'],
    });
    expect(JSON.stringify(body.mail)).toContain('Questions opened since the submission');
    expect((await engagement(about)).offCycle).toEqual([
      { assessmentId, question: 'MA-58', dueOn: '2099-05-05' },
    ]);
    const again = await send(assessmentId).expect(409);
    expect(again.body.code).toBe('nothing-to-ask');
  });

  it('are answered alone, signed, and count with the submission, which stays as it was', async () => {
    const { about, assessmentId } = await opened();
    const before = await assessment(assessmentId);
    const { body: followUp } = await send(assessmentId).expect(201);
    const vendor = await respondentOf(product, organisation, followUp.id);
    const path = `/api/respond/assessments/${followUp.id}`;
    const form = (await vendor.get(path).expect(200)).body;
    expect(form.askedQuestions).toEqual(['MA-58']);
    expect(form.answers).toEqual({});
    const refused = await vendor.post(`${path}/submit`).send({}).expect(409);
    expect(refused.body.missing.map(({ question }: { question: string }) => question)).toEqual(['MA-58']);
    await vendor
      .put(`${path}/answers/MA-58`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    // What is not signed does not count.
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: false });
    await vendor.post(`${path}/submit`).send({}).expect(200);
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: true, points: 10_000 });
    const after = await assessment(assessmentId);
    expect([after.row.submittedAt, after.answers]).toEqual([before.row.submittedAt, before.answers]);
    expect((await engagement(about)).offCycle).toEqual([]);
    // Judged where it was answered.
    await reviewer
      .put(`/api/assessments/${followUp.id}/reviews/MA-58`)
      .send({ verdict: 'rejected', note: 'Not shown' })
      .expect(200);
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ points: 0, reason: { code: 'rejected' } });
  });

  it('are open again where the sending is cancelled, and come back in the form that is returned', async () => {
    const { about, assessmentId } = await opened();
    const { body: followUp } = await send(assessmentId).expect(201);
    const returning = { message: 'Once more, please' };
    const refused = await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send(returning)
      .expect(409);
    expect(refused.body.code).toBe('follow-up-open');
    await procurement
      .post(`/api/assessments/${followUp.id}/cancel`)
      .send({ reason: 'Too early' })
      .expect(200);
    expect((await engagement(about)).offCycle).toEqual([{ assessmentId, question: 'MA-58', dueOn: null }]);
    const { body: second } = await send(assessmentId).expect(201);
    const vendor = await respondentOf(product, organisation, second.id);
    const path = `/api/respond/assessments/${second.id}`;
    await vendor
      .put(`${path}/answers/MA-58`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    await vendor.post(`${path}/submit`).send({}).expect(200);
    await reviewer.post(`/api/assessments/${assessmentId}/return`).send(returning).expect(200);
    expect((await assessment(assessmentId)).answers['MA-58']).toMatchObject({ value: plain('yes') });
    await send(assessmentId).expect(409);
  });
});

describe('What next of an engagement', () => {
  const next = async (about: Case) => (await engagement(about)).whatNext;

  it('is to send what was opened, to wait for its answers, and to review them', async () => {
    const { about, assessmentId } = await opened();
    await close(assessmentId);
    expect(await next(about)).toMatchObject({ action: 'send-follow-up', targetId: assessmentId });
    expect((await next(about)).text).toBe('Send the question opened since the submission');
    const followUp = await sentFollowUp(assessmentId);
    expect((await next(about)).code).toBe('what-next.wait-for-follow-up');
    await answer(followUp, 'MA-58');
    expect(await next(about)).toMatchObject({ action: 'review', targetId: followUp });
    await close(followUp);
    expect(await next(about)).toMatchObject({ action: 'approve' });
  });

  it('of a vendor that stays silent is to decide: the questions count as unanswered', async () => {
    const { about, assessmentId } = await opened();
    await close(assessmentId);
    const followUp = await sentFollowUp(assessmentId, { dueOn: await inDays(3) });
    await letDaysPass(4);
    expect(await next(about)).toMatchObject({ action: 'approve' });
    await procurement.post(`/api/assessments/${followUp}/cancel`).send({ reason: 'Too early' }).expect(200);
    expect(await next(about)).toMatchObject({ action: 'send-follow-up' });
  });
});

const { document: shipped } = publish(shippedQuestionnaire, factCatalogue);

let others = 0;
/** Another questionnaire that asks the same. */
async function another() {
  others += 1;
  const { id: versionId } = await product.asJobOf(organisation, () =>
    product.get(Questionnaires).publish({ ...shippedQuestionnaire, key: `another-${others}` }),
  );
  return { versionId, questionnaire: shipped };
}

/** As the vendor has it before it. */
async function formOf(assessmentId: string) {
  const vendor = await respondentOf(product, organisation, assessmentId);
  const { body } = await vendor.get(`/api/respond/assessments/${assessmentId}`).expect(200);
  const { facts, elsewhere, settlements, today } = body as AnswerContext;
  const given = Object.entries(body.answers as Record<string, { value: AnswerValue }>);
  const answers = Object.fromEntries(given.map(([question, { value }]) => [question, value]));
  return {
    facts,
    elsewhere,
    shown: visibleQuestions(shipped, { answers, facts, elsewhere, settlements, today }),
  };
}

describe('What only the answers to another questionnaire name', () => {
  it('counts for nothing in a form that did not show it, and is asked once it is in the intake', async () => {
    const about = await aCase(procurement, { intake: { wireless: false } });
    const asked = await another();
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise: { 'MA-10': 'no' },
    });
    await submitted(product, { organisation, procurement, about, asked, otherwise: { 'MA-10': 'yes' } });
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ shown: true, counted: false });
    expect((await engagement(about)).offCycle).toEqual([]);
    expect((await assessment(assessmentId)).unsentQuestions).toEqual([]);
    expect((await send(assessmentId).expect(409)).body.code).toBe('nothing-to-ask');
    await changeIntake(about, { wireless: true });
    expect((await engagement(about)).offCycle).toMatchObject([{ question: 'MA-58', dueOn: null }]);
    const { body } = await send(assessmentId).expect(201);
    expect(body.askedQuestions).toEqual(['MA-58']);
  });

  it('is asked by a form in progress at once, disputes nothing there, and counts as soon as it is submitted', async () => {
    const about = await aCase(procurement, { intake: { wireless: false } });
    const asked = await another();
    const open = await sent(procurement, about);
    const shown = async () => (await formOf(open)).shown;
    expect(await shown()).not.toContain('MA-58');
    await submitted(product, { organisation, procurement, about, asked, otherwise: { 'MA-10': 'yes' } });
    expect(await shown()).toContain('MA-58');
    // Sent while it is named already.
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise: { 'MA-10': 'no' },
    });
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ shown: true, counted: true });
    const { facts, elsewhere } = await formOf(open);
    expect(facts).toMatchObject({ wireless: false });
    expect(elsewhere).toContainEqual({ fact: 'wireless', kind: 'flag', order: [], values: ['yes'] });
  });

  it('is asked no longer once a member has set it aside', async () => {
    const about = await aCase(procurement, { intake: { wireless: false } });
    const asked = await another();
    const open = await sent(procurement, about);
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement,
      about,
      asked,
      otherwise: { 'MA-10': 'yes' },
    });
    await risk
      .post(`/api/engagements/${about.engagementId}/scope/settle`)
      .send({ assessmentId, fact: 'wireless', kind: 'set-aside', reason: 'Another site' })
      .expect(200);
    expect((await formOf(open)).shown).not.toContain('MA-58');
  });

  it('leaves a form alone that was sent before forms read it', async () => {
    const about = await aCase(procurement, { intake: { wireless: false } });
    const asked = await another();
    const open = await sent(procurement, about);
    await product.behindTheBack('update app.assessment set elsewhere = null where id = $1', [open]);
    await submitted(product, { organisation, procurement, about, asked, otherwise: { 'MA-10': 'yes' } });
    expect(await formOf(open)).toMatchObject({ elsewhere: [] });
    expect((await formOf(open)).shown).not.toContain('MA-58');
  });

  it('leaves laws that nobody has answered unanswered', async () => {
    const about = await aCase(procurement, { intake: { dataElements: ['otherPersonal'], laws: null } });
    const asked = await another();
    const open = await sent(procurement, about);
    await submitted(product, { organisation, procurement, about, asked, otherwise: { 'MA-12': ['pci'] } });
    const { facts, elsewhere } = await formOf(open);
    expect(facts.laws).toBeNull();
    expect(elsewhere).toContainEqual(expect.objectContaining({ fact: 'laws', values: ['pci'] }));
    expect((await engagement(about)).facts).toMatchObject({ laws: ['pci'], lawsAnswered: false });
  });
});

describe('A day that was set before anybody was asked', () => {
  it('falls away when the engagement is counted again: the question stops counting until it is sent', async () => {
    const { about, assessmentId } = await opened();
    await product.behindTheBack(
      `update app.assessment set off_cycle = '{"MA-58": "2020-01-01"}' where id = $1`,
      [assessmentId],
    );
    await changeIntake(about, { internetFacing: true });
    expect((await engagement(about)).offCycle).toEqual([{ assessmentId, question: 'MA-58', dueOn: null }]);
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: false });
  });
});

describe('A follow-up', () => {
  it('counts as silence the day after its day, and not on it; answered late it counts for what it says', async () => {
    const { about, assessmentId } = await opened();
    const followUp = await sentFollowUp(assessmentId, { dueOn: await inDays(3) });
    await letDaysPass(3);
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: false });
    await letDaysPass(1);
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: true, points: 0 });
    expect((await engagement(about)).offCycle).toMatchObject([{ question: 'MA-58' }]);
    await answer(followUp, 'MA-58');
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: true, points: 10_000 });
    expect((await engagement(about)).offCycle).toEqual([]);
  });

  it('reminds the vendor by a ladder of its own', async () => {
    const { assessmentId } = await opened();
    const followUp = await sentFollowUp(assessmentId, { dueOn: await inDays(14) });
    const mail = new MailWorks(product, { smtpUrl: null, inboxSmtpUrl: null });
    for (const days of [8, 6, 2]) {
      await letDaysPass(days);
      await mail.planner.plan(organisation.id);
    }
    await mail.stop();
    const planned = await product.behindTheBack<{ kind: string }>(
      'select distinct kind from app.notification where object_id = $1 order by kind',
      [followUp],
    );
    expect(planned.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['assessment-follow-up', 'assessment-reminder']),
    );
  });

  it('that is overdue is told to the owner, as questions and not as the questionnaire', async () => {
    const { about, assessmentId } = await opened();
    const owner = await product.aMember({ organisation, roles: ['procurement'] });
    await product.behindTheBack('update app.engagement set owner_id = $2 where id = $1', [
      about.engagementId,
      owner.id,
    ]);
    const followUp = await sentFollowUp(assessmentId, { dueOn: await inDays(3) });
    // Mail goes out on business days: four of them may be a weekend with holidays beside it.
    await letDaysPass(8);
    const mail = new MailWorks(product, { smtpUrl: null, inboxSmtpUrl: null });
    await mail.planner.plan(organisation.id);
    await mail.stop();
    const told = await product.behindTheBack<{ id: string; recipient: string }>(
      "select id, recipient from app.notification where object_id = $1 and kind = 'assessment-overdue-owner'",
      [followUp],
    );
    expect(told.map(({ recipient }) => recipient)).toEqual([owner.email]);
    const reason = await product.asJobOf(organisation, () =>
      product.get(AssessmentMailSubject).reason({
        objectId: followUp,
        part: 0,
        kind: 'assessment-overdue-owner',
        mail: { afterTheFact: false },
      } as MailRow),
    );
    expect(reason).toMatchObject({ fallenAway: null, facts: { questions: 1 } });
    await answer(followUp, 'MA-58');
    const standing = await product.asJobOf(organisation, () =>
      product.get(AssessmentMailSubject).reason({
        objectId: followUp,
        part: 0,
        kind: 'assessment-overdue-owner',
        mail: { afterTheFact: false },
      } as MailRow),
    );
    expect(standing.fallenAway).not.toBeNull();
  });

  it('of an engagement that has ended, or of an archived vendor, is refused with a sentence', async () => {
    const { about, assessmentId } = await opened();
    const refusal = async () => {
      const { body } = await send(assessmentId).expect(409);
      return [body.code, body.detail];
    };
    const set = (table: string, id: string, state: string) =>
      product.behindTheBack(`update app.${table} set state = $2 where id = $1`, [id, state]);
    expect((await assessment(assessmentId)).mayBeAsked).toBe(true);
    await set('engagement', about.engagementId, 'ended');
    expect(await refusal()).toEqual(['engagement-ended', expect.stringContaining('has ended')]);
    expect((await assessment(assessmentId)).mayBeAsked).toBe(false);
    await set('engagement', about.engagementId, 'open');
    await set('vendor', about.vendorId, 'archived');
    expect(await refusal()).toEqual(['vendor-archived', expect.stringContaining('archived')]);
    expect((await engagement(about)).mayBeAsked).toBe(false);
  });

  it('goes to whoever is chosen of several', async () => {
    const { about, assessmentId } = await opened();
    const { body: other } = await procurement
      .post(`/api/vendors/${about.vendorId}/contacts`)
      .send({ name: 'Olga Other', email: `olga-${about.vendorId}@vendor.example`, title: null })
      .expect(201);
    const { body } = await send(assessmentId, { contactId: other.id }).expect(201);
    expect([body.contact.id, body.row.contactId]).toEqual([other.id, other.id]);
  });

  it('stays with what it asked when more is opened, which is asked by a second one', async () => {
    const { about, assessmentId } = await opened();
    const first = await sentFollowUp(assessmentId, { dueOn: '2099-05-05' });
    await changeIntake(about, { portable: true });
    const offCycle = (await engagement(about)).offCycle as { question: string; dueOn: string | null }[];
    const more = offCycle.filter(({ dueOn }) => dueOn === null).map(({ question }) => question);
    expect(more.length).toBeGreaterThan(0);
    expect(more).not.toContain('MA-58');
    const { body: second } = await send(assessmentId, { dueOn: '2099-06-06' }).expect(201);
    expect([...second.askedQuestions].sort()).toEqual([...more].sort());
    await answer(first, 'MA-58');
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: true });
    const waiting = (await engagement(about)).offCycle as { question: string; dueOn: string | null }[];
    expect(waiting.map(({ dueOn }) => dueOn)).toEqual(more.map(() => '2099-06-06'));
  });

  it('takes answers and is judged after the assessment it follows was closed', async () => {
    const { assessmentId } = await opened();
    const followUp = await sentFollowUp(assessmentId);
    await close(assessmentId);
    await answer(followUp, 'MA-58');
    expect(await scoreOf(assessmentId, 'MA-58')).toMatchObject({ counted: true, points: 10_000 });
    await reviewer
      .put(`/api/assessments/${followUp}/reviews/MA-58`)
      .send({ verdict: 'accepted', note: null })
      .expect(200);
    await close(followUp);
    expect((await assessment(followUp)).row.state).toBe('closed');
    expect((await assessment(assessmentId)).row.state).toBe('closed');
  });

  it('that is cancelled is open again, and its link says that nothing is asked any more', async () => {
    const { about, assessmentId } = await opened();
    const followUp = await sentFollowUp(assessmentId);
    const link = await aLinkTo(product, organisation, followUp);
    await procurement.post(`/api/assessments/${followUp}/cancel`).send({ reason: 'Too early' }).expect(200);
    expect((await engagement(about)).offCycle).toEqual([{ assessmentId, question: 'MA-58', dueOn: null }]);
    expect(await endedLink(link)).toContain('was cancelled');
    expect(await openMilestones(followUp)).toEqual([]);
  });

  it('ends when the questionnaire is submitted once more: the form has asked the same', async () => {
    const { about, assessmentId } = await opened();
    const followUp = await sentFollowUp(assessmentId);
    const link = await aLinkTo(product, organisation, followUp);
    const newer = await sent(procurement, about, '2099-11-11');
    const vendor = await respondentOf(product, organisation, newer);
    await answerEverything(vendor, newer);
    // What was opened later is open only as long as the newer submission is not there.
    expect((await assessment(followUp)).row.state).toBe('sent');
    await vendor.post(`/api/respond/assessments/${newer}/submit`).send({}).expect(200);
    const ended = await assessment(followUp);
    expect([ended.row.state, ended.stuck]).toEqual([
      'cancelled',
      expect.stringContaining('submitted once more'),
    ]);
    expect(ended.cancelled).toMatchObject({ reason: null, by: expect.any(String), at: expect.any(String) });
    expect(await endedLink(link)).toContain('submitted once more');
    expect(await openMilestones(followUp)).toEqual([]);
    expect((await engagement(about)).offCycle).toEqual([]);
    expect((await send(assessmentId).expect(409)).body.code).toBe('nothing-to-ask');
    const [line] = await product.behindTheBack<{ after: object }>(
      "select after from app.audit_event where object_id = $1 and what = 'assessment.cancelled'",
      [followUp],
    );
    expect(line?.after).toEqual({ supersededBy: newer });
  });

  it('ends by itself when a later intake hides all that it asks, and is sent anew when one asks it again', async () => {
    const { about, assessmentId } = await opened();
    await close(assessmentId);
    const followUp = await sentFollowUp(assessmentId);
    const link = await aLinkTo(product, organisation, followUp);
    await changeIntake(about, { internetFacing: true });
    expect((await assessment(followUp)).row.state).toBe('sent');
    await changeIntake(about, { wireless: false });
    const ended = await assessment(followUp);
    expect([ended.row.state, ended.stuck]).toEqual([
      'cancelled',
      expect.stringContaining('none of its questions is asked any more'),
    ]);
    expect(await endedLink(link)).toContain('no longer concern the service');
    expect(await openMilestones(followUp)).toEqual([]);
    const [line] = await product.behindTheBack<{ after: object }>(
      "select after from app.audit_event where object_id = $1 and what = 'assessment.cancelled'",
      [followUp],
    );
    expect(line?.after).toEqual({ noQuestionsLeft: true });
    expect((await engagement(about)).offCycle).toEqual([]);
    await changeIntake(about, { wireless: true });
    expect((await engagement(about)).offCycle).toEqual([{ assessmentId, question: 'MA-58', dueOn: null }]);
    await sentFollowUp(assessmentId);
  });

  it('is not returned once the form that it follows is with the vendor', async () => {
    const { assessmentId } = await opened();
    const followUp = await sentFollowUp(assessmentId);
    await answer(followUp, 'MA-58');
    const back = (id: string) =>
      reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Once more, please' });
    await back(assessmentId).expect(200);
    expect((await back(followUp).expect(409)).body.code).toBe('follow-up-over');
  });

  it('taken over by a return does not make the form begun before the vendor types', async () => {
    const { assessmentId } = await opened();
    await answer(await sentFollowUp(assessmentId), 'MA-58');
    await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send({ message: 'Once more, please' })
      .expect(200);
    await product.get(AssessmentProgress).recountStale();
    expect((await assessment(assessmentId)).row.state).toBe('returned');
    const vendor = await respondentOf(product, organisation, assessmentId);
    await vendor
      .put(`/api/respond/assessments/${assessmentId}/answers/MA-58`)
      .send({ value: plain('no'), base: 1 })
      .expect(200);
    await product.get(AssessmentProgress).recountStale();
    expect((await assessment(assessmentId)).row.state).toBe('answering');
  });

  it('goes with its words to a successor, and holds a contact and a vendor as any assessment does', async () => {
    const { about, assessmentId } = await opened();
    await close(assessmentId);
    const followUp = await sentFollowUp(assessmentId);
    const contacts = `/api/vendors/${about.vendorId}/contacts`;
    const refused = await procurement
      .post(`${contacts}/${about.contactId}/deactivate`)
      .send({ revision: 1 })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'contact-is-asked', assessments: 1 });
    const archiving = await procurement
      .post(`/api/vendors/${about.vendorId}/archive`)
      .send({ confirmed: true, revision: 1 })
      .expect(409);
    expect(archiving.body.code).toBe('vendor-is-asked');
    const { body: successor } = await procurement
      .post(contacts)
      .send({ name: 'Sue Cessor', email: `sue-${about.vendorId}@vendor.example`, title: null })
      .expect(201);
    const link = await aLinkTo(product, organisation, followUp);
    await procurement
      .post(`${contacts}/${about.contactId}/replace`)
      .send({ successorId: successor.id, revision: 1 })
      .expect(200);
    expect(await endedLink(link)).toContain('somebody else at your company');
    const mails = await product.behindTheBack<{ kind: string; recipient: string }>(
      'select kind, recipient from app.notification where object_id = $1 order by id',
      [followUp],
    );
    expect(mails.at(-1)).toEqual({ kind: 'assessment-follow-up', recipient: successor.email });
    // The assessment keeps whoever answered it; what is opened later goes to whoever is there now.
    await changeIntake(about, { portable: true });
    const { body: later } = await send(assessmentId).expect(201);
    expect(later.contact.id).toBe(successor.id);
  });
});
