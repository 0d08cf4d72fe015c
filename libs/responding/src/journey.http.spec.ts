import { factCatalogue, shippedQuestionnaire } from '@countersign/content';
import { addDays, publish } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { AssessmentProgress } from '@countersign/assessments';
import { Questionnaires } from '@countersign/questionnaires';
import {
  aCase,
  aFoundedOrganisation,
  aLinkTo,
  aProduct,
  aWayInto,
  asAnswered,
  browserOf,
  contractBody,
  judgeKnockouts,
  plain,
  respondentOf,
  sent,
  signAnew,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// A whole assessment is some hundred requests, on a machine that others use too.
jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let risk: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'journey');
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  risk = await browserOf(product, organisation, 'risk');
});

afterAll(() => product.close());

const stateOf = async (id: string): Promise<string> =>
  (await procurement.get(`/api/assessments/${id}`).expect(200)).body.row.state as string;

describe('An invite link', () => {
  it('opens the assessment it was mailed for and sets a cookie that no script reads', async () => {
    const id = await sent(procurement, await aCase(procurement));
    expect(await stateOf(id)).toBe('sent');
    const link = await aWayInto(product, organisation, id);
    const { headers } = await product
      .browser()
      .post('/api/respond/exchange')
      .send(link)
      .expect(200, { assessmentId: id });
    expect(headers['set-cookie']?.[0]).toMatch(/^countersign-respond=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    expect(await stateOf(id)).toBe('opened');
  });

  it('is not known when it was never mailed', async () => {
    const unknown = { token: 'A'.repeat(43) };
    const { body } = await product.browser().post('/api/respond/exchange').send(unknown).expect(404);
    expect(body.code).toBe('link-unknown');
  });

  it('opens for whoever holds it, however often links were guessed from the same address', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const guess = () =>
      product
        .browser()
        .post('/api/respond/exchange')
        .send({ token: 'A'.repeat(43) });
    await guess().expect(404);
    await product.behindTheBack(`update app.rate_count set count = 300 where name = 'link'`);
    await guess().expect(429);
    await respondentOf(product, organisation, id);
    await product.behindTheBack('delete from app.rate_count');
  });

  it('never mixes two assessments opened in one browser', async () => {
    const first = await sent(procurement, await aCase(procurement));
    const second = await sent(procurement, await aCase(procurement));
    const stranger = await sent(procurement, await aCase(procurement));
    const browser = await respondentOf(product, organisation, first);
    await respondentOf(product, organisation, second, browser);
    const save = (id: string, answer: string) =>
      browser.put(`/api/respond/assessments/${id}/answers/MA-08`).send({ value: plain(answer), base: 0 });
    await save(first, 'yes').expect(200);
    await save(second, 'no').expect(200);
    const answerIn = async (id: string): Promise<unknown> =>
      (await browser.get(`/api/respond/assessments/${id}`).expect(200)).body.answers['MA-08'].value.answer;
    expect([await answerIn(first), await answerIn(second)]).toEqual(['yes', 'no']);
    await save(stranger, 'yes').expect(401);
    await browser.get(`/api/respond/assessments/${stranger}`).expect(401);
  });

  it('sends the whole questionnaire compressed where the browser takes that, and what is saved as it is', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const browser = await respondentOf(product, organisation, id);
    const ask = (encodings: string) =>
      browser.get(`/api/respond/assessments/${id}`).set('Accept-Encoding', encodings).expect(200);
    const packed = await ask('gzip');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers['cache-control']).toBe('no-store');
    const plainly = await ask('identity');
    expect(plainly.headers['content-encoding']).toBeUndefined();
    expect(plainly.body).toEqual(packed.body);
    const saved = await browser
      .put(`/api/respond/assessments/${id}/answers/MA-08`)
      .set('Accept-Encoding', 'gzip')
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    expect(saved.headers['content-encoding']).toBeUndefined();
    const list = await procurement.get('/api/assessments').set('Accept-Encoding', 'gzip').expect(200);
    expect(list.headers['content-encoding']).toBeUndefined();
  });

  it('leaves a line for each browser that opens it: as whom, and from where', async () => {
    const id = await sent(procurement, await aCase(procurement));
    await respondentOf(product, organisation, id);
    await respondentOf(product, organisation, id);
    const lines = await product.behindTheBack<{ what: string; actor_kind: string; from_where: string }>(
      `select what, actor_kind, from_where from app.audit_event
       where object_id = $1 and what like 'assessment.%opened' order by id`,
      [id],
    );
    expect(lines.map(({ what }) => what)).toEqual([
      'assessment.link-opened',
      'assessment.opened',
      'assessment.link-opened',
    ]);
    for (const line of lines)
      expect(line).toMatchObject({ actor_kind: 'visitor', from_where: expect.stringContaining('127.0.0.1') });
  });

  it('takes no session over that a stranger put into the browser', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const planted = 'A'.repeat(43);
    const link = await aWayInto(product, organisation, id);
    const { headers } = await product
      .browser()
      .post('/api/respond/exchange')
      .set('Cookie', `countersign-respond=${planted}`)
      .send(link)
      .expect(200);
    expect(headers['set-cookie']?.[0]).not.toContain(planted);
    const stranger = product.browser().set('Cookie', `countersign-respond=${planted}`);
    await stranger.get(`/api/respond/assessments/${id}`).expect(401);
  });

  it('ends with the assessment: a cancelled one lets nobody in and nobody save', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const respondent = await respondentOf(product, organisation, id);
    const token = await aLinkTo(product, organisation, id);
    await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'Not needed' }).expect(200);
    const { body } = await product.browser().post('/api/respond/exchange').send({ token }).expect(410);
    expect(body.code).toBe('no-longer-needed');
    const value = { value: plain('yes'), base: 0 };
    await respondent.put(`/api/respond/assessments/${id}/answers/MA-08`).send(value).expect(401);
  });
});

describe('Saving an answer', () => {
  let id: string;
  let respondent: TestAgent;

  beforeAll(async () => {
    id = await sent(procurement, await aCase(procurement));
    respondent = await respondentOf(product, organisation, id);
  });

  const save = (question: string, answer: unknown, base: number) =>
    respondent.put(`/api/respond/assessments/${id}/answers/${question}`).send({ value: plain(answer), base });

  it('follows the revision it was shown, and a retry of our own is no conflict', async () => {
    await save('MA-01', 'First', 0).expect(200, { revision: 1 });
    await save('MA-01', 'First', 0).expect(200, { revision: 1 });
    await save('MA-01', 'Second', 1).expect(200, { revision: 2 });
  });

  it('shows what a colleague wrote meanwhile instead of overwriting it', async () => {
    await save('MA-08', 'yes', 0).expect(200);
    const { body } = await save('MA-08', 'no', 0).expect(409);
    expect(body).toMatchObject({ code: 'answer-conflict', revision: 1, value: plain('yes') });
    expect(body.by).toMatch(/^Vera Vendor/);
    expect(Date.parse(body.at as string)).not.toBeNaN();
  });

  it.each([98, 2_147_483_647, 9_007_199_254_740_991])(
    'refuses to follow revision %d, which does not exist',
    async (base) => {
      await save('MA-09', 'yes', 0);
      const { body, status } = await save('MA-09', 'no', base);
      expect([status, body.code]).toEqual(base === 98 ? [409, 'answer-conflict'] : [422, 'invalid']);
      const read = await respondent.get(`/api/respond/assessments/${id}`).expect(200);
      expect(read.body.answers['MA-09']).toMatchObject({ revision: 1, value: plain('yes') });
    },
  );

  it('names the field of a value that the question does not offer', async () => {
    const { body } = await save('MA-10', 'perhaps', 0).expect(422);
    expect(body).toMatchObject({
      code: 'answer-invalid',
      fields: [{ field: 'answer', message: 'Choose one of the options offered.' }],
    });
  });

  it.each(['nothing\u0000printable', 'half a pair \ud800'])(
    'says so when a text holds a character that cannot be kept (%j)',
    async (text) => {
      const { body } = await save('MA-01', text, 2).expect(422);
      expect(body).toMatchObject({ code: 'unusable-character', fields: [{ field: 'value.answer' }] });
    },
  );

  it('knows only the questions of this questionnaire', async () => {
    await save('MA-999', 'yes', 0).expect(404);
    await save('__proto__', 'yes', 0).expect(404);
  });

  it('moves the assessment to answering once the progress is counted', async () => {
    await save('MA-11', 'no', 0).expect(200);
    await product.get(AssessmentProgress).recountStale();
    const { body } = await procurement.get(`/api/assessments/${id}`).expect(200);
    expect(body.row).toMatchObject({ state: 'answering', answered: 4 });
  });

  it('keeps weights and points away from the vendor', async () => {
    const { text } = await respondent.get(`/api/respond/assessments/${id}`).expect(200);
    expect(text).not.toMatch(/"weight"|"scoring"|"knockout"|"points"/);
    expect(text).not.toMatch(/"criticality"|"replaceability"/);
    expect(text).toMatch(/"dataElements"/);
  });
});

describe('Submitting', () => {
  it('lists what is missing and changes nothing', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const respondent = await respondentOf(product, organisation, id);
    const { body } = await respondent.post(`/api/respond/assessments/${id}/submit`).send({}).expect(409);
    expect(body.code).toBe('answers-missing');
    expect(body.missing).toContainEqual({ question: 'MA-01', text: expect.stringMatching(/\w/) });
    expect(await stateOf(id)).toBe('opened');
  });

  it('gives the best answers a receipt, CE 100, no finding and a score that nobody can move', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id, respondent } = await submitted(product, { organisation, procurement, about });
    const own = (await respondent.get(`/api/respond/assessments/${id}`).expect(200)).body;
    expect(own).toMatchObject({
      state: 'submitted',
      submittedBy: own.contactName,
      receipt: expect.stringMatching(/^([0-9A-F]{4}-){3}[0-9A-F]{4}$/),
    });
    const { body } = await procurement.get(`/api/assessments/${id}`).expect(200);
    expect(body.row).toMatchObject({ state: 'submitted', answered: 72, shown: 72, ceHundredths: 10_000 });
    expect(body.score).toMatchObject({ shownWeight: 197, ceHundredths: 10_000, knockouts: [] });
    expect(body.findings).toEqual([]);
    expect(body.disputes).toEqual([]);
    // The best answers are the vendor's word: nobody has verified any.
    expect(body.residual).toMatchObject({
      calculated: 'low',
      rating: 'moderate',
      floors: [{ code: 'assurance', level: 'moderate', parameters: { share: 0 } }],
    });
    const late = { value: plain('no'), base: 1 };
    const refused = await respondent
      .put(`/api/respond/assessments/${id}/answers/MA-08`)
      .send(late)
      .expect(409);
    expect(refused.body.code).toBe('assessment-closed');
    const again = await respondent.post(`/api/respond/assessments/${id}/submit`).send({}).expect(409);
    expect(again.body.code).toBe('assessment-closed');
  });
});

describe('Unencrypted transmission', () => {
  let engagementId: string;
  let vendorId: string;
  let id: string;

  beforeAll(async () => {
    const about = await aCase(procurement);
    ({ engagementId, vendorId } = about);
    const otherwise = { 'MA-57': 'no' };
    ({ assessmentId: id } = await submitted(product, { organisation, procurement, about, otherwise }));
  });

  const read = async () => (await reviewer.get(`/api/assessments/${id}`).expect(200)).body;

  it('is high by floor although CE is 97.46', async () => {
    const body = await read();
    expect(body.score).toMatchObject({ shownWeight: 197, ceHundredths: 9_746 });
    expect(body.residual).toMatchObject({ calculated: 'low', rating: 'high' });
    expect(body.residual.floors.map(({ code }: { code: string }) => code)).toContain('knockout-open');
  });

  it('is one critical finding, a knock-out that a reviewer can accept and never reject', async () => {
    const { findings } = await read();
    expect(findings).toMatchObject([
      { question: 'MA-57', severity: 'critical', knockout: true, state: 'proposed' },
    ]);
    const path = `/api/findings/${findings[0].id}`;
    const { body } = await reviewer
      .post(`${path}/reject`)
      .send({ note: 'No.', seen: 'unjudged' })
      .expect(403);
    expect(body.detail).toContain('only a member with the role risk');
    await reviewer.post(`${path}/reject`).send({ note: '  ', seen: 'unjudged' }).expect(422);
    const accepted = await reviewer
      .post(`${path}/accept`)
      .send({ note: 'Agreed', seen: 'unjudged' })
      .expect(200);
    expect(accepted.body).toMatchObject({ state: 'open', verdictNote: 'Agreed' });
  });

  it('keeps its knock-out and its date while other answers are reviewed', async () => {
    const before = (await read()).findings[0];
    const review = (body: object) =>
      reviewer.put(`/api/assessments/${id}/reviews/MA-64`).send(body).expect(200);
    const rejected = await review({ verdict: 'rejected', note: 'No patch records' });
    expect(rejected.body).toMatchObject({ state: 'in-review', findings: [{ question: 'MA-64' }] });
    const body = await read();
    expect(body.findings.find(({ question }: { question: string }) => question === 'MA-57')).toEqual(before);
    expect(body.findings).toContainEqual(expect.objectContaining({ question: 'MA-64', state: 'proposed' }));
    const back = await review({ verdict: 'accepted', note: null, revision: 1 });
    expect(back.body.score.ceHundredths).toBe(9_746);
    expect(back.body.findings).toContainEqual(
      expect.objectContaining({ question: 'MA-64', state: 'closed' }),
    );
  });

  it('is judged by one of two reviewers: the second is told what the first has said, and chooses', async () => {
    const second = await browserOf(product, organisation, 'reviewer');
    const judge = (who: TestAgent, body: object) =>
      who.put(`/api/assessments/${id}/reviews/MA-60`).send({ note: null, ...body });
    await judge(reviewer, { verdict: 'accepted' }).expect(200);
    const mine = { verdict: 'rejected', note: 'No test record', revision: 0 };
    const refused = await judge(second, mine).expect(409);
    expect(refused.body).toMatchObject({
      code: 'stale-revision',
      present: { revision: 1, verdict: 'accepted', points: null, note: null },
    });
    expect((await read()).reviews['MA-60']).toMatchObject({ verdict: 'accepted', revision: 1 });
    await judge(second, { ...mine, revision: 1 }).expect(200);
    await judge(second, { verdict: 'accepted', revision: 2 }).expect(200);
    const lines = await product.behindTheBack(
      `select before, after from app.audit_event where object_id = $1 and what = 'answer.reviewed'
         and after ->> 'question' = 'MA-60' order by at`,
      [id],
    );
    expect(lines).toMatchObject([
      { before: null, after: { verdict: 'accepted' } },
      { before: { verdict: 'accepted' }, after: { verdict: 'rejected' } },
      { before: { verdict: 'rejected' }, after: { verdict: 'accepted' } },
    ]);
  });

  it('needs a note for doubt, a known question and points that the question offers', async () => {
    const review = (question: string, body: object) =>
      reviewer.put(`/api/assessments/${id}/reviews/${question}`).send(body);
    const noted = await review('MA-64', { verdict: 'clarify', note: null }).expect(422);
    expect(noted.body.fields[0].field).toBe('note');
    const points = await review('MA-64', { verdict: 'accepted', points: 0.33, note: null }).expect(422);
    expect(points.body.fields[0].field).toBe('points');
    await review('MA-999', { verdict: 'accepted', note: null }).expect(404);
  });

  it('blocks approval, contract or not, and leaves "to contract" and "reject" open', async () => {
    await reviewer
      .post(`/api/assessments/${id}/close`)
      .send({ recommendation: 'reject', summary: 'Sends in the clear.' })
      .expect(200);
    await signedContract(vendorId, engagementId);
    const { body } = await risk.get(`/api/engagements/${engagementId}`).expect(200);
    const allowed = body.approvalOptions.filter((option: { allowed: boolean }) => option.allowed);
    expect(allowed.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['to-contract', 'rejected']);
    const approved = { outcome: 'approved', validTo: '2099-01-01', conditions: [], reason: 'Fine' };
    const refused = await risk.post(`/api/engagements/${engagementId}/approvals`).send(approved).expect(409);
    expect(refused.body).toMatchObject({
      code: 'approval-blocked',
      detail: expect.stringContaining('MA-57'),
    });
  });

  it('counts in full from the day its fix is verified, and then no longer blocks approval', async () => {
    const knockout = (await read()).findings.find(
      ({ question }: { question: string }) => question === 'MA-57',
    );
    const verify = (note: string) => reviewer.post(`/api/findings/${knockout.id}/verify`).send({ note });
    await verify(' ').expect(422);
    await procurement.post(`/api/findings/${knockout.id}/verify`).send({ note: 'Seen' }).expect(403);
    const { body } = await verify('Capture of the link shows TLS 1.3.').expect(200);
    expect(body).toMatchObject({ state: 'closed', verdictNote: 'Capture of the link shows TLS 1.3.' });
    const after = await read();
    expect(after.row.ceHundredths).toBe(10_000);
    expect(after.answers['MA-57'].value.answer).toBe('no');
    expect(after.residual).toMatchObject({
      calculated: 'low',
      rating: 'moderate',
      floors: [{ code: 'assurance', parameters: { share: 0.02 } }],
    });
    const engagement = (await risk.get(`/api/engagements/${engagementId}`).expect(200)).body;
    expect(engagement.approvalOptions).toContainEqual({
      outcome: 'approved',
      allowed: false,
      blockedBy: expect.not.arrayContaining([expect.objectContaining({ code: 'risk-not-accepted' })]),
    });
    expect((await verify('Twice').expect(409)).body.code).toBe('finding-closed');
  });
});

async function signedContract(vendorId: string, engagementId: string): Promise<string> {
  const contract = contractBody({ vendorId, engagementId });
  const { body } = await procurement.post('/api/contracts').send(contract).expect(201);
  await procurement
    .put(`/api/contracts/${body.id}/clauses/CL-01`)
    .send({
      status: 'present',
      quote: 'Shall maintain',
      page: 3,
      exceptionUntil: null,
      exceptionReason: null,
    })
    .expect(200);
  return body.id as string;
}

describe('From submission to approval', () => {
  it('goes over review, "to contract", a signed contract with CL-01 and then approval', async () => {
    const about = await aCase(procurement, { intake: asAnswered });
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    const engagement = `/api/engagements/${about.engagementId}`;
    const next = async (): Promise<unknown> => (await risk.get(engagement).expect(200)).body.whatNext;
    expect(await next()).toMatchObject({ action: 'review', targetId: id });
    await judgeKnockouts(reviewer, about.engagementId);
    const closing = { recommendation: 'approve', summary: 'Every answer convinces.' };
    const closed = await reviewer.post(`/api/assessments/${id}/close`).send(closing).expect(200);
    expect(closed.body).toMatchObject({ row: { state: 'closed' }, closing, allowedMoves: [] });
    expect(await next()).toMatchObject({ action: 'approve' });
    const decide = (outcome: string, validTo: string | null = null) =>
      risk.post(`${engagement}/approvals`).send({ outcome, validTo, conditions: [], reason: 'Reviewed' });
    const blocked = await decide('approved', '2099-01-01').expect(409);
    expect(blocked.body).toMatchObject({
      code: 'approval-blocked',
      detail: expect.stringContaining('CL-01'),
    });
    expect((await decide('to-contract').expect(201)).body.standing.approval).toBe('to-contract');
    expect(await next()).toMatchObject({ action: 'record-contract' });
    await signedContract(about.vendorId, about.engagementId);
    expect(await next()).toMatchObject({ action: 'approve' });
    await decide('approved', null).expect(422);
    await decide('approved', '2001-01-01').expect(422);
    await decide('approved', '2099-02').expect(422);
    await decide('approved', '2099-01-01').expect(422);
    const { latestValidTo } = (await risk.get(engagement).expect(200)).body;
    const { body } = await decide('approved', latestValidTo as string).expect(201);
    expect(body.approvals.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'approved',
      'to-contract',
    ]);
  });

  it('goes back to the vendor with a message, and a correction is a new submission', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Please check MA-57' }).expect(200);
    const respondent = await respondentOf(product, organisation, id);
    const path = `/api/respond/assessments/${id}`;
    const returned = (await respondent.get(path).expect(200)).body;
    expect(returned).toMatchObject({ state: 'returned', returnedMessage: 'Please check MA-57' });
    const { followUps } = returned.answers['MA-57'].value;
    const value = { answer: 'partial', followUps: { ...followUps, ...gapPlan }, naReason: null };
    await respondent.put(`${path}/answers/MA-57`).send({ value, base: 1 }).expect(200);
    await product.get(AssessmentProgress).recountStale();
    expect(await stateOf(id)).toBe('answering');
    const halfway = (await reviewer.get(`/api/assessments/${id}`).expect(200)).body;
    expect([halfway.row.ceHundredths, halfway.findings]).toEqual([10_000, []]);
    await signAnew(respondent, id);
    const again = (await respondent.post(`${path}/submit`).send({}).expect(200)).body;
    expect(again).toMatchObject({ state: 'submitted', returnedMessage: null });
    expect(again.receipt).not.toBe(returned.receipt);
    const { body } = await reviewer.get(`/api/assessments/${id}`).expect(200);
    expect(body.findings).toMatchObject([{ question: 'MA-57', knockout: true, state: 'proposed' }]);
    expect(body.residual.rating).toBe('moderate');
  });

  it('judges an answer and not what it is corrected to', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    const verdict = { verdict: 'rejected', note: 'The policy is not attached' };
    const rejected = await reviewer.put(`/api/assessments/${id}/reviews/MA-16`).send(verdict).expect(200);
    expect(rejected.body.findings).toMatchObject([{ question: 'MA-16' }]);
    await reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Please check MA-16' }).expect(200);
    const respondent = await respondentOf(product, organisation, id);
    const path = `/api/respond/assessments/${id}`;
    const { value } = (await respondent.get(path).expect(200)).body.answers['MA-16'];
    const corrected = { ...value, followUps: { ...value.followUps, approver: 'The board' } };
    await respondent.put(`${path}/answers/MA-16`).send({ value: corrected, base: 1 }).expect(200);
    await signAnew(respondent, id);
    await respondent.post(`${path}/submit`).send({}).expect(200);
    const { body } = await reviewer.get(`/api/assessments/${id}`).expect(200);
    expect(body.reviews).toEqual({});
    expect(body.row.ceHundredths).toBe(10_000);
  });

  it('moves the findings by its latest assessment only, and by the one before when that is cancelled', async () => {
    const about = await aCase(procurement);
    const otherwise = { 'MA-57': 'no' };
    const first = await submitted(product, { organisation, procurement, about, otherwise });
    const second = await submitted(product, { organisation, procurement, about });
    const openFindings = async () =>
      (await risk.get(`/api/engagements/${about.engagementId}`).expect(200)).body.findings.filter(
        ({ state }: { state: string }) => state === 'proposed',
      );
    expect(await openFindings()).toEqual([]);
    const review = { verdict: 'accepted', note: null };
    await reviewer.put(`/api/assessments/${first.assessmentId}/reviews/MA-16`).send(review).expect(200);
    expect(await openFindings()).toEqual([]);
    const cancel = { reason: 'Sent by mistake' };
    await procurement.post(`/api/assessments/${second.assessmentId}/cancel`).send(cancel).expect(200);
    expect(await openFindings()).toMatchObject([{ question: 'MA-57', knockout: true }]);
  });

  it('tells the owner of every submission, also of one that only signs anew', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Are you sure?' }).expect(200);
    const respondent = await respondentOf(product, organisation, id);
    await signAnew(respondent, id);
    await respondent.post(`/api/respond/assessments/${id}/submit`).send({}).expect(200);
    const notices = await product.asJobOf(organisation, () =>
      product.database.query(
        `select n.id from app.notification n where n.object_id = :id and n.kind = 'assessment-submitted-notice'`,
        { id },
      ),
    );
    expect(notices).toHaveLength(2);
  });

  it('names in the receipt who submitted, when and with which reference', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id, respondent } = await submitted(product, { organisation, procurement, about });
    const { submittedBy, submittedAt, receipt } = (
      await respondent.get(`/api/respond/assessments/${id}`).expect(200)
    ).body;
    const receipts = await product.asJobOf(organisation, () =>
      product.database.query<{ payload: object }>(
        `select n.payload from app.notification n where n.object_id = :id and n.kind = 'assessment-receipt'`,
        { id },
      ),
    );
    expect(receipts).toEqual([{ payload: { receipt, submittedBy, submittedAt } }]);
  });

  it('gives a vendor that must correct its answers late a link that still opens', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await product.behindTheBack(
      `update app.assessment set due_on = current_date - 100, grace_until = current_date - 55 where id = $1`,
      [id],
    );
    await reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Please correct' }).expect(200);
    await respondentOf(product, organisation, id);
  });
});

const inAYear = addDays(new Date().toISOString().slice(0, 10), 365);
const gapPlan = { compensatingControl: 'A tunnel', targetDate: inAYear, owner: 'Operations' };

describe('What the intake says', () => {
  it('is kept against an answer that names less, and follows one that names more only when a member says so', async () => {
    const about = await aCase(procurement);
    const otherwise = { 'MA-10': 'no' };
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise });
    const { body } = await reviewer.get(`/api/assessments/${assessmentId}`).expect(200);
    expect(body.score.shownWeight).toBe(197);
    expect(body.disputes).toHaveLength(1);
  });

  it('is changed by one of two at a time, and reaches open assessments', async () => {
    const about = await aCase(procurement, { intake: { wireless: false, portable: false } });
    const id = await sent(procurement, about);
    const path = `/api/engagements/${about.engagementId}`;
    const { intake, revision } = (await procurement.get(path).expect(200)).body;
    const change = { intake: { ...intake, wireless: true }, revision };
    const changed = await procurement.put(`${path}/intake`).send(change).expect(200);
    expect(changed.body).toMatchObject({ revision: revision + 1, intake: { wireless: true } });
    const stale = await procurement.put(`${path}/intake`).send(change).expect(409);
    expect(stale.body).toMatchObject({ code: 'stale-revision', present: { revision: revision + 1 } });
    const respondent = await respondentOf(product, organisation, id);
    const own = await respondent.get(`/api/respond/assessments/${id}`).expect(200);
    expect(own.body.facts.wireless).toBe(true);
  });

  it('is refused field by field', async () => {
    const { vendorId } = await aCase(procurement);
    const engagement = { name: 'X', description: null, ownerId: null, intake: { criticality: 9 } };
    const { body } = await procurement
      .post(`/api/vendors/${vendorId}/engagements`)
      .send(engagement)
      .expect(422);
    expect(body.fields).toContainEqual(expect.objectContaining({ field: 'intake.criticality' }));
  });
});

describe('A knock-out question of a service without personal information', () => {
  /** As 1.0.0 did: the shipped one asks for the clause only where protected data are held. */
  const askingTheClauseOfEverybody = async () => {
    const questions = shippedQuestionnaire.questions.map(({ showIf, ...question }) =>
      question.id === 'MA-35' || showIf === undefined ? question : { ...question, showIf },
    );
    const document = { ...shippedQuestionnaire, key: 'clause-of-everybody', questions };
    const { id: versionId } = await product.asJobOf(organisation, () =>
      product.get(Questionnaires).publish(document),
    );
    return { versionId, questionnaire: publish(document, factCatalogue).document };
  };

  it('makes a finding that may be rejected, until the intake says that there is some', async () => {
    const about = await aCase(procurement, { intake: { dataElements: ['internal'], laws: [] } });
    const otherwise = { 'MA-02': ['none'], 'MA-12': ['none'], 'MA-35': 'no' };
    const { assessmentId: id } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise,
      asked: await askingTheClauseOfEverybody(),
    });
    const finding = async () => (await reviewer.get(`/api/assessments/${id}`).expect(200)).body.findings[0];
    const proposed = await finding();
    expect(proposed).toMatchObject({ question: 'MA-35', knockout: false, state: 'proposed' });
    await reviewer
      .post(`/api/findings/${proposed.id}/reject`)
      .send({ note: 'No data', seen: 'unjudged' })
      .expect(200);
    const path = `/api/engagements/${about.engagementId}`;
    const { intake, revision } = (await procurement.get(path).expect(200)).body;
    const change = { intake: { ...intake, dataElements: ['ssn'] }, revision };
    const { body } = await procurement.put(`${path}/intake`).send(change).expect(200);
    expect(await finding()).toMatchObject({ id: proposed.id, knockout: true, state: 'proposed' });
    expect(body.residual.floors.map(({ code }: { code: string }) => code)).toContain('knockout-open');
  });
});

// Last in this file: business time stays moved on.
describe('Business time that has been moved on', () => {
  it('lets the vendor date its answers by it', async () => {
    await product.letTimePass('200 days');
    const about = await aCase(procurement);
    const { assessmentId } = await submitted(product, { organisation, procurement, about });
    expect(await stateOf(assessmentId)).toBe('submitted');
  });
});
