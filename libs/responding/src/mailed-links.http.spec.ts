import { addDays, type IntakeFacts } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aLinkTo,
  aProduct,
  browserOf,
  MailWorks,
  answerEverything,
  type Case,
  respondentOf,
  sent,
  submitted,
  SmtpSink,
  type TestOrganisation,
  type TestProduct,
  untilNoon,
} from '@countersign/testing';
import { LinkRenewal } from '.';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let sink: SmtpSink;
let mail: MailWorks;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'mailed-links');
  procurement = await browserOf(product, organisation, 'procurement');
  sink = await new SmtpSink().start();
  mail = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: sink.url });
  await untilNoon(product, organisation);
});

afterAll(async () => {
  await mail.stop();
  await sink.stop();
  await product.close();
});

const post = (path: string, body: object) => product.browser().post(`/api/respond/${path}`).send(body);
const today = async (): Promise<string> =>
  (await product.behindTheBack<{ day: string }>(`select app.today('America/New_York')::text as day`))[0]
    ?.day ?? '';
const addressOf = async (id: string): Promise<string> =>
  (
    await product.behindTheBack<{ email: string }>(
      'select c.email from app.contact c join app.assessment a on a.contact_id = c.id where a.id = $1',
      [id],
    )
  )[0]?.email ?? '';
const tokenIn = (text = ''): string => /#t=([\w-]{43})/.exec(text)?.[1] ?? '';

describe('A mail with a code', () => {
  it('tells the code and how long it holds, has no link, and opens what it was asked for', async () => {
    const id = await sent(procurement, await aCase(procurement));
    await mail.turn(organisation);
    const address = await addressOf(id);
    const token = tokenIn(sink.to(address).at(-1)?.text);
    await post('code', { token }).expect(202);
    await mail.sendDue(organisation);
    const told = sink.to(address).at(-1);
    const [, code] = /^Your code: (\d{6})$/m.exec(told?.text ?? '') ?? [];
    expect(told?.text).toContain('for 10 minutes');
    expect(told?.text).not.toMatch(/#t=|https?:/);
    expect(told?.subject).not.toContain(code);
    await post('exchange', { token, code }).expect(200, { assessmentId: id });
    const kept = await product.behindTheBack<{ row: string }>(
      `select n::text as row from app.notification n where n.object_id = $1 and n.kind = 'assessment-code'`,
      [id],
    );
    expect(kept.map(({ row }) => row).join()).not.toContain(code);
  });

  it('is not sent any more once nothing is asked', async () => {
    const id = await sent(procurement, await aCase(procurement));
    await post('code', { token: await aLinkTo(product, organisation, id) }).expect(202);
    await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'Not needed' }).expect(200);
    await mail.sendDue(organisation);
    const codes = await product.behindTheBack<{ state: string }>(
      `select state from app.notification where object_id = $1 and kind = 'assessment-code'`,
      [id],
    );
    expect(codes).toEqual([{ state: 'superseded' }]);
  });
});

describe('A mailed link', () => {
  it('opens however late its reminder was sent, and so do all that were mailed before', async () => {
    const id = await sent(procurement, await aCase(procurement), addDays(await today(), 1));
    await mail.turn(organisation);
    const address = await addressOf(id);
    const first = tokenIn(sink.to(address).at(-1)?.text);
    await product.behindTheBack(
      `insert into app.ladder_rung (organisation_id, ladder, offset_days, recipients, timing)
       values ($1, 'assessment-due', 60, '{lead-contact}', 'past')`,
      [organisation.id],
    );
    await product.letTimePass('47 days');
    expect((await post('link', { token: first }).expect(200)).body.state).toBe('expired');
    await product.letTimePass('17 days');
    await mail.turn(organisation);
    await untilNoon(product, organisation);
    await mail.turn(organisation);
    const reminder = sink.to(address).at(-1);
    expect(reminder?.subject).toContain('Reminder');
    const token = tokenIn(reminder?.text);
    expect(token).not.toBe(first);
    for (const mailed of [token, first])
      expect((await post('link', { token: mailed }).expect(200)).body.state).toBe('open');
  });

  it('that was mailed anew opens what had expired', async () => {
    const id = await sent(procurement, await aCase(procurement), addDays(await today(), 1));
    await mail.turn(organisation);
    const address = await addressOf(id);
    const token = tokenIn(sink.to(address).at(-1)?.text);
    await product.behindTheBack(
      'update app.assessment set grace_until = app.today(time_zone) - 1 where id = $1',
      [id],
    );
    await post('fresh-link', { token }).expect(202);
    await product.get(LinkRenewal).settled();
    await mail.sendDue(organisation);
    const fresh = sink.to(address).at(-1);
    expect(fresh?.subject).toMatch(/^Your fresh link/);
    expect((await post('link', { token: tokenIn(fresh?.text) }).expect(200)).body.state).toBe('open');
  });

  it('names the service in its subject, and whom to ask in words that no forger can answer', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    await mail.turn(organisation);
    const invitation = sink.to(await addressOf(id)).at(-1);
    const [service] = await product.behindTheBack<{ name: string }>(
      'select name from app.engagement where id = $1',
      [about.engagementId],
    );
    expect(invitation?.subject).toContain(service?.name);
    expect(invitation?.text).toContain('that you already have');
  });
});

describe('The sender of a mail to a vendor', () => {
  let admin: TestAgent;

  const sign = async (sender: { senderName: string | null; replyTo: string | null }) => {
    const present = (await admin.get('/api/organisation').expect(200)).body;
    await admin
      .put('/api/organisation')
      .send({ ...present, ...sender })
      .expect(200);
  };
  const invitationOf = async (id: string) => {
    await mail.sendDue(organisation);
    return sink.to(await addressOf(id)).at(-1);
  };

  beforeAll(async () => {
    admin = await browserOf(product, organisation, 'admin');
  });

  it('is the organisation by its name, and replies go to the member who asked', async () => {
    const invitation = await invitationOf(await sent(procurement, await aCase(procurement)));
    const { name } = (await admin.get('/api/organisation').expect(200)).body;
    const me = (await procurement.get('/api/session').expect(200)).body.member;
    expect(invitation?.fromName).toBe(`${name} via Countersign`);
    expect(invitation?.replyTo).toBe(`"${me.name}" <${me.email}>`);
  });

  it('is as the organisation wants it from the next mail on, also of those planned before', async () => {
    const id = await sent(procurement, await aCase(procurement));
    await sign({ senderName: 'Alder, Vendor Risk', replyTo: 'vendors@alder.example' });
    const invitation = await invitationOf(id);
    expect(invitation).toMatchObject({
      from: 'countersign@countersign.example',
      fromName: 'Alder, Vendor Risk via Countersign',
      replyTo: '"Alder, Vendor Risk" <vendors@alder.example>',
    });
    await sign({ senderName: null, replyTo: null });
    const later = await invitationOf(await sent(procurement, await aCase(procurement)));
    expect(later?.fromName).not.toContain('Vendor Risk');
    expect(later?.replyTo).not.toContain('vendors@');
  });

  it('changes nothing in mails to members', async () => {
    await sign({ senderName: 'Alder Vendor Risk', replyTo: 'vendors@alder.example' });
    await submitted(product, { organisation, procurement, about: await aCase(procurement) });
    await mail.sendDue(organisation);
    const me = (await procurement.get('/api/session').expect(200)).body.member;
    const notice = sink.to(me.email).at(-1);
    expect(notice?.subject).toContain('submitted');
    expect(notice?.fromName).not.toContain('Vendor Risk');
    expect(notice?.replyTo).toBe('');
    await sign({ senderName: null, replyTo: null });
  });
});

describe('A link to further questions that ended by themselves', () => {
  const engagementOf = async ({ engagementId }: Case) =>
    (await procurement.get(`/api/engagements/${engagementId}`).expect(200)).body;
  const changeIntake = async (about: Case, wishes: object): Promise<void> => {
    const { intake, revision } = await engagementOf(about);
    await procurement
      .put(`/api/engagements/${about.engagementId}/intake`)
      .send({ intake: { ...intake, ...wishes }, revision })
      .expect(200);
  };
  /** Asked since the intake knows of wireless networks. */
  async function followed(): Promise<{ about: Case; assessmentId: string; followUp: string; token: string }> {
    const about = await aCase(procurement, { intake: { wireless: false, portable: false } });
    const otherwise = { 'MA-09': 'no', 'MA-10': 'no' };
    const { assessmentId } = await submitted(product, { organisation, procurement, about, otherwise });
    await changeIntake(about, { wireless: true });
    const { body } = await procurement
      .post(`/api/assessments/${assessmentId}/follow-ups`)
      .send({ message: 'Please add' })
      .expect(201);
    const followUp = body.id as string;
    return { about, assessmentId, followUp, token: await aLinkTo(product, organisation, followUp) };
  }
  const renewed = async (token: string) => {
    await post('fresh-link', { token }).expect(202);
    await product.get(LinkRenewal).settled();
    return product.behindTheBack<{ assessment: string; recipient: string }>(
      `select object_id as assessment, recipient from app.notification
       where organisation_id = $1 and kind = 'assessment-fresh-link' order by id desc limit 1`,
      [organisation.id],
    );
  };

  it('leads, by a mail to the invited address, to the newer submission that asked them', async () => {
    const { about, followUp, token } = await followed();
    const newer = await sent(procurement, about);
    const vendor = await respondentOf(product, organisation, newer);
    await answerEverything(vendor, newer);
    await vendor.post(`/api/respond/assessments/${newer}/submit`).send({}).expect(200);
    expect((await post('link', { token }).expect(200)).body).toMatchObject({
      state: 'superseded',
      renewable: true,
    });
    expect(await renewed(token)).toEqual([{ assessment: newer, recipient: await addressOf(followUp) }]);
  });

  it('leads to what it followed where a later intake asks none of them, and to nobody once the contact has left', async () => {
    const { about, assessmentId, followUp, token } = await followed();
    await changeIntake(about, { wireless: false });
    expect((await post('link', { token }).expect(200)).body.state).toBe('no-questions-left');
    const to = [{ assessment: assessmentId, recipient: await addressOf(followUp) }];
    expect(await renewed(token)).toEqual(to);
    await product.behindTheBack('delete from app.notification where object_id = $1', [assessmentId]);
    await product.behindTheBack('update app.contact set active = false where id = $1', [about.contactId]);
    expect(await renewed(token)).not.toEqual(to);
  });
});

describe('An invitation', () => {
  const invited = async (intake: Partial<IntakeFacts>) => {
    const id = await sent(procurement, await aCase(procurement, { intake }));
    await mail.turn(organisation);
    const { text = '' } = sink.to(await addressOf(id)).at(-1) ?? {};
    const { body: page } = await post('link', { token: tokenIn(text) }).expect(200);
    return { id, text, page };
  };

  it('says why, about which data, how long it takes and how to know that it is genuine, as its page does', async () => {
    const { id, text, page } = await invited({ dataElements: ['ssn', 'fin'], residentsMassachusetts: 'r1' });
    expect(page).toMatchObject({
      law: '201 CMR 17.03(2)(f)',
      data: 'Social Security number and Financial account number',
      reference: id.slice(-8).toUpperCase(),
    });
    const { questions, least, most } = page.takes;
    expect(questions).toBeGreaterThan(30);
    expect([least % 30, most % 30, least < most]).toEqual([0, 0, true]);
    expect(text).toContain('Why: 201 CMR 17.03(2)(f) obliges organisations');
    expect(text).toContain('the data involved: Social Security number and Financial account number.');
    expect(text).toContain(`About ${questions} questions, usually ${least / 60} to ${most / 60} hours.`);
    expect(text).toContain('leads to http://localhost:3000 and nowhere else');
    expect(text).toContain(`the same reference: ${page.reference}`);
    const { body: found } = await procurement
      .get('/api/assessments')
      .query({ search: page.reference })
      .expect(200);
    expect(found.items.map((row: { id: string }) => row.id)).toEqual([id]);
    const { body } = await procurement.get(`/api/assessments/${id}`).expect(200);
    expect(body.reference).toBe(page.reference);
    const opened = await (
      await respondentOf(product, organisation, id)
    )
      .get(`/api/respond/assessments/${id}`)
      .expect(200);
    expect(opened.body).toMatchObject({ law: page.law, reference: page.reference });
  });

  it('cites no law that does not oblige, and names no data where there are none', async () => {
    const { id, text, page } = await invited({ dataElements: ['none'] });
    expect(page).toMatchObject({ law: null, data: null });
    expect(text).not.toMatch(/201 CMR|data involved/);
    const respondent = await respondentOf(product, organisation, id);
    expect((await respondent.get(`/api/respond/assessments/${id}`).expect(200)).body.law).toBeNull();
    expect(text).toContain(`About ${page.takes.questions} questions, usually`);
  });

  it('tells no time any more once it was submitted', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    const { body } = await post('link', { token: await aLinkTo(product, organisation, id) }).expect(200);
    expect(body).toMatchObject({ state: 'submitted', takes: null });
  });
});
