import { addDays, dueAfterReturn } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aCodeFor,
  aLinkTo,
  aProduct,
  browserOf,
  MailWorks,
  plain,
  respondentOf,
  sent,
  SmtpSink,
  submitted,
  untilNoon,
  type Case,
  type TestOrganisation,
  type TestProduct,
  signAnew,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let colleague: TestAgent;
let reviewer: TestAgent;
let sink: SmtpSink;
let mail: MailWorks;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'correcting');
  procurement = await browserOf(product, organisation, 'procurement');
  colleague = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  sink = await new SmtpSink().start();
  mail = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: sink.url });
  await untilNoon(product, organisation);
});

afterAll(async () => {
  await mail.stop();
  await sink.stop();
  await product.close();
});

const today = async (): Promise<string> =>
  (await product.behindTheBack<{ day: string }>(`select app.today('America/New_York')::text as day`))[0]!.day;
const read = async (id: string) => (await procurement.get(`/api/assessments/${id}`).expect(200)).body;

/** A correction as the form makes it: what is not changed goes along as it was shown. */
async function correct(browser: TestAgent, id: string, wishes: object) {
  const shown = await read(id);
  return browser.put(`/api/assessments/${id}`).send({
    dueOn: shown.row.dueOn,
    contactId: shown.contact.id,
    message: shown.message,
    reason: 'A slip of the pen',
    reasonShared: false,
    sentAgain: false,
    revision: shown.revision,
    ...wishes,
  });
}

const anotherContact = async ({ vendorId }: Case, email: string): Promise<string> =>
  (
    await procurement
      .post(`/api/vendors/${vendorId}/contacts`)
      .send({ name: 'Sue Cessor', email, title: null })
      .expect(201)
  ).body.id;
const linesOf = (id: string) =>
  product.behindTheBack<{ what: string; before: object | null; after: object | null }>(
    'select what, before, after from app.audit_event where object_id = $1 order by id desc',
    [id],
  );
const mailsTo = (address: string, id: string) =>
  product.behindTheBack<{ kind: string; state: string; subject: string | null }>(
    `select kind, state, subject from app.notification where recipient = $1 and object_id = $2 order by id`,
    [address, id],
  );
const addressOf = async (id: string): Promise<string> => (await read(id)).contact.email;
const sending = (about: Case, wishes: object = {}, browser = procurement) =>
  browser.post(`/api/engagements/${about.engagementId}/assessments`).send({
    questionnaireVersionId: null,
    contactId: about.contactId,
    dueOn: '2099-11-30',
    message: null,
    confirmed: null,
    ...wishes,
  });

describe('A due day that was wrong', () => {
  it('is corrected after a reminder went: the vendor is told once, and reminded of the new day alone', async () => {
    const about = await aCase(procurement);
    const day = await today();
    const id = await sent(procurement, about, addDays(day, 8));
    const address = await addressOf(id);
    await mail.turn(organisation);
    await product.letTimePass('1 day');
    await mail.turn(organisation);
    await product.letTimePass('2 days');
    const late = addDays(day, 40);
    const answer = await correct(procurement, id, { dueOn: late, reasonShared: true });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ row: { dueOn: late, overdue: false }, revision: 2 });
    expect((await linesOf(id))[0]).toMatchObject({
      what: 'assessment.corrected',
      before: { dueOn: addDays(day, 8) },
      after: { dueOn: late, reason: 'A slip of the pen' },
    });
    await mail.turn(organisation);
    const told = sink.received.filter(({ subject }) => subject.includes('by another day'));
    expect(told).toHaveLength(1);
    expect(told[0]!.text).toContain('A slip of the pen');
    // The former day passes in silence, for the vendor and for whoever answers for it.
    await product.letTimePass('14 days');
    await mail.turn(organisation);
    const form = await respondentOf(product, organisation, id);
    expect((await form.get(`/api/respond/assessments/${id}`).expect(200)).body.dueOn).toBe(late);
    expect((await read(id)).row).toMatchObject({ dueOn: late, overdue: false });
    const soFar = await mailsTo(address, id);
    expect(soFar.map(({ kind }) => kind)).not.toContain('assessment-overdue-owner');
    expect(
      soFar.filter(({ kind, state }) => kind === 'assessment-due-changed' && state === 'sent'),
    ).toHaveLength(1);
    const before = soFar.filter(
      ({ kind, state }) => kind === 'assessment-reminder' && state === 'sent',
    ).length;
    // A month later the ladder counts from the new day.
    await product.letTimePass('18 days');
    await mail.turn(organisation);
    const reminders = (await mailsTo(address, id)).filter(
      ({ kind, state }) => kind === 'assessment-reminder' && state === 'sent',
    );
    expect(reminders).toHaveLength(before + 1);
    await product.letTimePass('10 days');
    expect((await read(id)).row.overdue).toBe(true);
  });

  it('keeps its reason inside unless it is shared', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about, '2099-06-01');
    await correct(procurement, id, { dueOn: '2099-07-01', reason: 'The board wants it later' });
    await mail.turn(organisation);
    const told = sink.received.filter(({ subject }) => subject.includes('by another day')).at(-1)!;
    expect(told.text).not.toContain('board');
  });

  it('is told with the last of two quick changes alone', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about, '2099-06-01');
    await correct(procurement, id, { dueOn: '2099-07-01' });
    await correct(procurement, id, { dueOn: '2099-08-01' });
    await mail.turn(organisation);
    const told = (await mailsTo(await addressOf(id), id)).filter(
      ({ kind }) => kind === 'assessment-due-changed',
    );
    expect(told.map(({ state }) => state)).toEqual(['superseded', 'sent']);
  });

  it('is refused where the new one has passed, and once the vendor has nothing left to answer', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about, '2099-06-01');
    const past = await correct(procurement, id, { dueOn: await today() });
    expect([past.status, past.body.fields]).toEqual([
      422,
      [{ field: 'dueOn', message: 'Give a day after today.' }],
    ]);
    await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'Over' }).expect(200);
    const over = await correct(procurement, id, { dueOn: '2099-07-01' });
    expect([over.status, over.body.code]).toEqual([409, 'wrong-state']);
  });

  it('that is now tomorrow is still reminded of on its day', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about, '2099-06-01');
    const tomorrow = addDays(await today(), 1);
    expect((await correct(procurement, id, { dueOn: tomorrow })).status).toBe(200);
    const rungs = await product.behindTheBack<{ day: string }>(
      `select r.day::text from app.milestone_rung r join app.milestone m on m.organisation_id = r.organisation_id
         and m.id = r.milestone_id where m.object_id = $1 order by r.day`,
      [id],
    );
    expect(rungs[0]?.day).toBe(tomorrow);
  });
});

describe('A contact who was the wrong one', () => {
  it('hands this assessment over alone: a fresh link, the answers kept, the former link says to whom it went', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    const former = await aLinkTo(product, organisation, id);
    const browser = await respondentOf(product, organisation, id);
    const path = `/api/respond/assessments/${id}`;
    await browser
      .put(`${path}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    const successor = await anotherContact(about, `sue-${id}@vendor.example`);
    const answer = await correct(procurement, id, { contactId: successor });
    expect(answer.body).toMatchObject({ contact: { id: successor }, row: { contactName: 'Sue Cessor' } });
    await browser.get(path).expect(401);
    const ended = await product.browser().post('/api/respond/exchange').send({ token: former }).expect(410);
    expect(ended.body.detail).toContain('somebody else at your company');
    await mail.turn(organisation);
    const [, token] = /#t=([\w-]+)/.exec(sink.to(`sue-${id}@vendor.example`).at(-1)!.text) ?? [];
    const again = product.browser();
    const code = await aCodeFor(product, organisation, id);
    await again.post('/api/respond/exchange').send({ token, code }).expect(200);
    expect((await again.get(path).expect(200)).body.answers['MA-08']).toBeDefined();
    expect((await mailsTo(`sue-${id}@vendor.example`, id)).map(({ kind }) => kind)).toEqual([
      'assessment-invitation',
    ]);
    expect((await linesOf(id)).find(({ what }) => what === 'assessment.corrected')).toMatchObject({
      before: { contactId: about.contactId },
      after: { contactId: successor },
    });
  });

  it('is never one of another vendor', async () => {
    const about = await aCase(procurement);
    const other = await aCase(procurement);
    const id = await sent(procurement, about);
    const answer = await correct(procurement, id, { contactId: other.contactId });
    expect([answer.status, answer.body.fields[0].field]).toEqual([422, 'contactId']);
  });
});

describe('An invitation long after the day that was given', () => {
  const LATE = '46 days';
  const opens = async (id: string, address: string) => {
    await mail.turn(organisation);
    const [, token] = /#t=([\w-]+)/.exec(sink.to(address).at(-1)!.text) ?? [];
    const code = await aCodeFor(product, organisation, id);
    return (await product.browser().post('/api/respond/exchange').send({ token, code })).status;
  };
  const lateOne = async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about, addDays(await today(), 1));
    await mail.turn(organisation);
    await product.letTimePass('1 day');
    await product.letTimePass(LATE);
    return { about, id, address: await addressOf(id) };
  };

  it('that goes once more carries a link that opens', async () => {
    const { id, address } = await lateOne();
    expect((await correct(procurement, id, { message: 'Aloud', sentAgain: true })).status).toBe(200);
    expect(await opens(id, address)).toBe(200);
  });

  it('that goes to another contact carries a link that opens', async () => {
    const { about, id } = await lateOne();
    const successor = await anotherContact(about, `late-${id}@vendor.example`);
    expect((await correct(procurement, id, { contactId: successor })).status).toBe(200);
    expect(await opens(id, `late-${id}@vendor.example`)).toBe(200);
  });

  it('that goes to a corrected address carries a link that opens', async () => {
    const { about, id } = await lateOne();
    const { name, revision } = (await read(id)).contact;
    const email = `mended-${id}@vendor.example`;
    await procurement
      .put(`/api/vendors/${about.vendorId}/contacts/${about.contactId}`)
      .send({ name, email, title: null, revision })
      .expect(200);
    expect(await opens(id, email)).toBe(200);
  });
});

describe('A message that was wrong', () => {
  it('is corrected in silence, or with the invitation once more', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    const address = await addressOf(id);
    await correct(procurement, id, { message: 'Quietly' });
    expect(await mailsTo(address, id)).toHaveLength(1);
    await correct(procurement, id, { message: 'Aloud', sentAgain: true });
    await mail.turn(organisation);
    expect(await mailsTo(address, id)).toHaveLength(2);
    expect(sink.received.at(-1)!.text).toContain('Aloud');
    const form = await respondentOf(product, organisation, id);
    expect((await form.get(`/api/respond/assessments/${id}`).expect(200)).body.message).toBe('Aloud');
  });
});

describe('Two tabs', () => {
  it('are told of each other: both values, nothing overwritten', async () => {
    const id = await sent(procurement, await aCase(procurement), '2099-06-01');
    expect((await correct(colleague, id, { dueOn: '2099-07-01', revision: 1 })).status).toBe(200);
    const mine = await correct(procurement, id, { message: 'Mine', revision: 1 });
    expect(mine.status).toBe(409);
    expect(mine.body).toMatchObject({
      code: 'stale-revision',
      present: { dueOn: '2099-07-01', message: 'Please answer.', revision: 2 },
    });
    expect((await read(id)).message).toBe('Please answer.');
    const kept = await correct(procurement, id, { message: 'Mine', revision: mine.body.present.revision });
    expect(kept.body).toMatchObject({ row: { dueOn: '2099-07-01' }, message: 'Mine', revision: 3 });
  });

  it('also where the contact was replaced at the vendor meanwhile', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    const successorId = await anotherContact(about, `next-${id}@vendor.example`);
    await procurement
      .post(`/api/vendors/${about.vendorId}/contacts/${about.contactId}/replace`)
      .send({ successorId, revision: 1 })
      .expect(200);
    const mine = await correct(procurement, id, { contactId: about.contactId, message: 'Mine', revision: 1 });
    expect(mine.body).toMatchObject({ code: 'stale-revision', present: { contactId: successorId } });
  });

  it('save once where two people press at the same moment', async () => {
    const id = await sent(procurement, await aCase(procurement), '2099-06-01');
    const answers = await Promise.all(
      [procurement, colleague, procurement, colleague].map((browser, n) =>
        correct(browser, id, { dueOn: `2099-07-0${n + 1}`, revision: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });
});

describe('A second assessment of the same questionnaire', () => {
  it('is refused with the first, or sent with a reason that stays in the trail', async () => {
    const about = await aCase(procurement);
    const first = await sent(procurement, about);
    const refused = await sending(about).expect(409);
    expect(refused.body).toMatchObject({
      code: 'already-open',
      assessmentId: first,
      state: 'sent',
      dueOn: '2099-12-31',
    });
    const { body } = await sending(about, { confirmed: 'Two teams answer' }).expect(201);
    expect((await linesOf(body.id)).at(-1)).toMatchObject({
      what: 'assessment.sent',
      after: { confirmed: 'Two teams answer' },
    });
  });

  it('is free once the first has ended', async () => {
    const about = await aCase(procurement);
    const first = await sent(procurement, about);
    await procurement.post(`/api/assessments/${first}/cancel`).send({ reason: 'Wrong' }).expect(200);
    const { body } = await sending(about, { confirmed: 'Needs none' }).expect(201);
    expect((await linesOf(body.id)).at(-1)?.after).not.toHaveProperty('confirmed');
  });

  it('by two people at once goes once', async () => {
    const about = await aCase(procurement);
    const answers = await Promise.all(
      [procurement, colleague, procurement, colleague].map((browser, n) =>
        sending(about, { dueOn: `2099-07-0${n + 1}` }, browser),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});

const cancel = (id: string, wishes: object = {}) =>
  procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'The deal fell through', ...wishes });
const bringBack = (id: string, wishes: object = {}, browser = procurement) =>
  browser.post(`/api/assessments/${id}/bring-back`).send({ reason: 'The wrong one', ...wishes });
const endedWords = async (token: string): Promise<string> =>
  (await product.browser().post('/api/respond/exchange').send({ token }).expect(410)).body.detail;

describe('A cancelled assessment', () => {
  it('tells the vendor by mail and at its link what it may read, and reminds of nothing', async () => {
    const id = await sent(procurement, await aCase(procurement), addDays(await today(), 10));
    const token = await aLinkTo(product, organisation, id);
    const address = await addressOf(id);
    await mail.turn(organisation);
    await cancel(id, { message: 'We chose another service.' }).expect(200);
    await mail.turn(organisation);
    const [told] = sink.to(address).slice(-1);
    expect(told?.subject).toContain('no longer needs the questionnaire');
    expect(told?.text).toContain('We chose another service.');
    expect(told?.text).not.toContain('The deal fell through');
    const words = await endedWords(token);
    expect(words).toContain('no longer needs this questionnaire');
    expect(words).toContain('We chose another service.');
    expect(words).not.toContain('The deal fell through');
    const mails = sink.to(address).length;
    await product.letTimePass('31 days');
    await mail.turn(organisation);
    expect(sink.to(address)).toHaveLength(mails);
  });

  it('by two people at once is cancelled once, and told once', async () => {
    const id = await sent(procurement, await aCase(procurement));
    const address = await addressOf(id);
    const answers = await Promise.all([cancel(id), cancel(id), cancel(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const told = (await mailsTo(address, id)).filter(({ kind }) => kind === 'assessment-cancelled');
    expect(told).toHaveLength(1);
  });

  it('is brought back as it stood: the answers kept, a fresh link, reminded by the day it then has', async () => {
    const about = await aCase(procurement);
    const day = await today();
    const id = await sent(procurement, about, addDays(day, 10));
    const token = await aLinkTo(product, organisation, id);
    const path = `/api/respond/assessments/${id}`;
    const browser = await respondentOf(product, organisation, id);
    await browser
      .put(`${path}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    await cancel(id).expect(200);
    expect(await read(id)).toMatchObject({ allowedMoves: ['bring-back'], backToVendor: true });
    await product.letTimePass('20 days');
    const late = await bringBack(id).expect(422);
    expect(late.body.fields).toEqual([{ field: 'dueOn', message: 'Give a day after today.' }]);
    const dueOn = addDays(day, 60);
    const { body } = await bringBack(id, { dueOn }).expect(200);
    expect(body.row).toMatchObject({ dueOn, overdue: false });
    expect(['opened', 'answering']).toContain(body.row.state);
    expect(body.answers['MA-08']).toBeDefined();
    expect(await endedWords(token)).toContain('a newer one was sent');
    const again = await respondentOf(product, organisation, id);
    expect((await again.get(path).expect(200)).body).toMatchObject({ dueOn, answers: { 'MA-08': {} } });
    await mail.turn(organisation);
    const address = await addressOf(id);
    expect(sink.to(address).at(-1)?.subject).toContain('after all');
    const before = sink.to(address).length;
    await product.letTimePass('34 days');
    await mail.turn(organisation);
    expect(sink.to(address)).toHaveLength(before + 1);
    expect((await linesOf(id)).map(({ what }) => what)).toContain('assessment.brought-back');
    await bringBack(id, { dueOn: '2099-01-01' }).expect(409);
  });

  it('is not told where it is brought back before the mail went', async () => {
    const id = await sent(procurement, await aCase(procurement));
    await cancel(id).expect(200);
    await bringBack(id).expect(200);
    await mail.turn(organisation);
    const states = (await mailsTo(await addressOf(id), id)).map(({ kind, state }) => [kind, state]);
    expect(states).toContainEqual(['assessment-cancelled', 'superseded']);
    expect(states).toContainEqual(['assessment-brought-back', 'sent']);
    await cancel(id).expect(200);
    expect((await read(id)).row.state).toBe('cancelled');
  });

  it('comes back beside another of the same only with a reason, and not to a contact who has left', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    await cancel(id).expect(200);
    const second = await sent(procurement, about);
    expect((await bringBack(id).expect(409)).body).toMatchObject({
      code: 'already-open',
      assessmentId: second,
    });
    await bringBack(id, { confirmed: 'Both are needed' }).expect(200);
    await cancel(id).expect(200);
    await cancel(second).expect(200);
    await procurement
      .post(`/api/vendors/${about.vendorId}/contacts/${about.contactId}/deactivate`)
      .send({ revision: 1 })
      .expect(200);
    expect((await bringBack(id).expect(409)).body.code).toBe('contact-inactive');
  });

  it('that was submitted counts again, with its score', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    const before = await read(id);
    const standing = async () =>
      (await procurement.get(`/api/engagements/${about.engagementId}`).expect(200)).body.standing;
    const stood = await standing();
    await cancel(id).expect(200);
    expect(await standing()).not.toEqual(stood);
    await bringBack(id).expect(200);
    const after = await read(id);
    expect(after.row).toEqual(before.row);
    expect(after.score).toEqual(before.score);
    expect(await standing()).toEqual(stood);
  });
});

describe('Returning', () => {
  it('asks for a new day, twice too, and after the former one has passed', async () => {
    const about = await aCase(procurement);
    const day = await today();
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await product.behindTheBack('update app.assessment set due_on = $1 where id = $2', [addDays(day, 5), id]);
    await product.letTimePass('30 days');
    const now = await today();
    const giveBack = (wishes: object = {}) =>
      reviewer.post(`/api/assessments/${id}/return`).send({ message: 'Once more', ...wishes });
    expect((await giveBack({ dueOn: now }).expect(422)).body.fields[0].field).toBe('dueOn');
    const first = await giveBack().expect(200);
    expect(first.body.row).toMatchObject({ dueOn: dueAfterReturn(addDays(day, 5), now), overdue: false });
    const vendor = await respondentOf(product, organisation, id);
    const path = `/api/respond/assessments/${id}`;
    expect((await vendor.get(path).expect(200)).body.dueOn).toBe(first.body.row.dueOn);
    await signAnew(vendor, id);
    await vendor.post(`${path}/submit`).send({}).expect(200);
    const dueOn = addDays(now, 40);
    await giveBack({ dueOn }).expect(200);
    await mail.turn(organisation);
    const address = await addressOf(id);
    const told = sink.to(address).at(-1)!;
    const dayInWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });
    expect(told.text).toContain(dayInWords.format(new Date(`${dueOn}T00:00:00Z`)).replace(',', ''));
    expect((await linesOf(id)).find(({ what }) => what === 'assessment.returned')).toMatchObject({
      before: { dueOn: first.body.row.dueOn },
      after: { dueOn },
    });
    const mails = sink.to(address).length;
    await product.letTimePass('30 days');
    await mail.turn(organisation);
    expect(sink.to(address)).toHaveLength(mails);
    await product.letTimePass('4 days');
    await mail.turn(organisation);
    expect(sink.to(address)).toHaveLength(mails + 1);
    await product.letTimePass('7 days');
    expect((await read(id)).row.overdue).toBe(true);
  });
});
