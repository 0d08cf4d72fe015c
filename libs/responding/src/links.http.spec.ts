import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aCodeFor,
  aFoundedOrganisation,
  aLinkTo,
  aProduct,
  aWayInto,
  browserOf,
  type Case,
  plain,
  respondentCookieOf,
  respondentOf,
  sent,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { LinkRenewal } from '.';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'links');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterEach(() => product.behindTheBack('delete from app.rate_count'));
afterAll(() => product.close());

const pathOf = (id: string): string => `/api/respond/assessments/${id}`;
const post = (path: string, body: object, browser = product.browser()) =>
  browser.post(`/api/respond/${path}`).send(body);
const linkTo = (id: string) => aLinkTo(product, organisation, id);
const codeFor = (id: string) => aCodeFor(product, organisation, id);
const seen = async (token: string) => (await post('link', { token }).expect(200)).body;

/** Of the highest tier, as every case is that holds what the law names. */
async function asked(): Promise<{ readonly id: string; readonly about: Case }> {
  const about = await aCase(procurement);
  return { id: await sent(procurement, about), about };
}

/** Holds nothing that anybody protects: tier 3 by its column, as the intake would say. */
async function askedInTier(tier: 2 | 3): Promise<string> {
  const { id, about } = await asked();
  await product.behindTheBack('update app.engagement set tier = $2 where id = $1', [
    about.engagementId,
    tier,
  ]);
  return id;
}

const mailsOf = (id: string, kind: string) =>
  product.behindTheBack<{ recipient: string; payload: object; subject: string | null; state: string }>(
    `select recipient, payload, subject, state from app.notification where object_id = $1 and kind = $2 order by id`,
    [id, kind],
  );

async function renewed(token: string): Promise<void> {
  await post('fresh-link', { token }).expect(202);
  await product.get(LinkRenewal).settled();
}

async function graceEnds(id: string): Promise<void> {
  await product.behindTheBack(
    'update app.assessment set grace_until = app.today(time_zone) - 1 where id = $1',
    [id],
  );
}

describe('A fresh link', () => {
  it('is told what it is about before anybody clicks, and opens nothing by that', async () => {
    const id = await askedInTier(2);
    const token = await linkTo(id);
    expect(await seen(token)).toMatchObject({
      state: 'open',
      codeNeeded: false,
      renewable: true,
      vendorName: expect.any(String),
      askedBy: expect.any(String),
      dueOn: '2099-12-31',
      message: null,
    });
    const [assessment] = await product.behindTheBack<{ state: string }>(
      'select state from app.assessment where id = $1',
      [id],
    );
    expect(assessment?.state).toBe('sent');
    const { headers } = await post('link', { token });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each([2, 3] as const)('opens in tier %d by itself', async (tier) => {
    const id = await askedInTier(tier);
    const token = await linkTo(id);
    await post('exchange', { token }).expect(200, { assessmentId: id });
  });

  it('opens in tier 1 with a code alone, once for each code', async () => {
    const { id } = await asked();
    const token = await linkTo(id);
    expect(await seen(token)).toMatchObject({ state: 'open', codeNeeded: true });
    expect((await post('exchange', { token }).expect(403)).body.code).toBe('code-needed');
    const code = await codeFor(id);
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    await post('exchange', { token, code: spaced }).expect(200, { assessmentId: id });
    expect((await post('exchange', { token, code }).expect(422)).body.code).toBe('code-wrong');
  });

  it('opens once more without a code where one was given in this browser', async () => {
    const { id } = await asked();
    const browser = await respondentOf(product, organisation, id);
    const again = await post('link', { token: await linkTo(id) }, browser).expect(200);
    expect(again.body.codeNeeded).toBe(false);
    await post('exchange', { token: await linkTo(id) }, browser).expect(200);
    const other = await respondentOf(product, organisation, (await asked()).id);
    await post('exchange', { token: await linkTo(id) }, other).expect(403);
  });

  it('that is used elsewhere opens here too, and both go on', async () => {
    const id = await askedInTier(2);
    const token = await linkTo(id);
    const [first, second] = [product.browser(), product.browser()];
    await post('exchange', { token }, first).expect(200);
    await post('exchange', { token }, second).expect(200);
    await first.get(pathOf(id)).expect(200);
    await second.get(pathOf(id)).expect(200);
  });

  it('that was never mailed is not known, and looking is counted', async () => {
    const token = 'A'.repeat(43);
    expect((await post('link', { token }).expect(404)).body.code).toBe('link-unknown');
    await post('code', { token }).expect(404);
    await product.behindTheBack(`update app.rate_count set count = 300 where name = 'link'`);
    await post('link', { token }).expect(429);
  });
});

describe('A code', () => {
  it('is mailed to the invited address, never with the link, and stands in no row', async () => {
    const { id } = await asked();
    await post('code', { token: await linkTo(id) }).expect(202);
    const mails = await mailsOf(id, 'assessment-code');
    expect(mails).toEqual([
      expect.objectContaining({ recipient: expect.stringContaining('@'), payload: {}, subject: null }),
    ]);
    const lines = await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where object_id = $1 and what = 'assessment.code-asked'`,
      [id],
    );
    expect(lines).toHaveLength(1);
  });

  it('is mailed as often within an hour as any mail by hand, whichever link asks', async () => {
    const { id } = await asked();
    for (let mail = 0; mail < 6; mail++) await post('code', { token: await linkTo(id) }).expect(202);
    const { body } = await post('code', { token: await linkTo(id) }).expect(429);
    expect(body.code).toBe('mailed-often');
    const other = await asked();
    await post('code', { token: await linkTo(other.id) }).expect(202);
  });

  it('ends after ten minutes, and when a newer one is mailed', async () => {
    const { id } = await asked();
    const token = await linkTo(id);
    const former = await codeFor(id);
    const code = await codeFor(id);
    if (former !== code) await post('exchange', { token, code: former }).expect(422);
    await product.behindTheBack(
      `update app.invitation_code set expires_at = expires_at - interval '10 minutes'`,
    );
    await post('exchange', { token, code }).expect(422);
  });

  it('is guessed five times, by whichever link, then the right one waits too', async () => {
    const { id } = await asked();
    const code = await codeFor(id);
    const wrong = code === '000000' ? '111111' : '000000';
    for (let guess = 0; guess < 5; guess++)
      await post('exchange', { token: await linkTo(id), code: wrong }).expect(422);
    const { body, headers } = await post('exchange', { token: await linkTo(id), code }).expect(429);
    expect(body.code).toBe('too-many-requests');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await product.behindTheBack(`delete from app.rate_count where name = 'code'`);
    await post('exchange', { token: await linkTo(id), code }).expect(200);
  });

  it('is not guessed more than twenty times a day, and a right one forgives those before it', async () => {
    const { id } = await asked();
    const code = await codeFor(id);
    const wrong = code === '000000' ? '111111' : '000000';
    await post('exchange', { token: await linkTo(id), code: wrong }).expect(422);
    await post('exchange', { token: await linkTo(id), code }).expect(200);
    const left = await product.behindTheBack(`select from app.rate_count where name like 'code%'`);
    expect(left).toHaveLength(0);
    await post('exchange', { token: await linkTo(id), code: wrong }).expect(422);
    await product.behindTheBack(`update app.rate_count set count = 20 where name = 'code-day'`);
    await post('exchange', { token: await linkTo(id), code: await codeFor(id) }).expect(429);
  });

  it('that went to a former address opens nothing', async () => {
    const { id, about } = await asked();
    const code = await codeFor(id);
    await changeAddress(about, 'moved');
    await post('exchange', { token: await linkTo(id), code }).expect(422);
  });
});

describe('A submitted link', () => {
  it.each([1, 2] as const)(
    'of tier %d shows the answers after a code, to read and not to change',
    async (tier) => {
      const about = await aCase(procurement);
      const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
      await product.behindTheBack('update app.engagement set tier = $2 where id = $1', [
        about.engagementId,
        tier,
      ]);
      const token = await linkTo(id);
      expect(await seen(token)).toMatchObject({ state: 'submitted', codeNeeded: true, renewable: true });
      await post('exchange', { token }).expect(403);
      const browser = product.browser();
      await post('exchange', { token, code: await codeFor(id) }, browser).expect(200);
      expect((await browser.get(pathOf(id)).expect(200)).body.state).toBe('submitted');
      const change = { value: plain('no'), base: 1 };
      await browser
        .put(`${pathOf(id)}/answers/MA-08`)
        .send(change)
        .expect(409);
    },
  );

  it('is mailed anew for a year, then the page says whom to ask', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id } = await submitted(product, { organisation, procurement, about });
    await graceEnds(id);
    const token = await linkTo(id);
    await renewed(token);
    expect(await mailsOf(id, 'assessment-fresh-link')).toHaveLength(1);
    await product.behindTheBack(
      `update app.assessment set submitted_at = submitted_at - interval '13 months' where id = $1`,
      [id],
    );
    expect(await seen(token)).toMatchObject({ state: 'past', codeNeeded: false, renewable: false });
    await post('exchange', { token, code: await codeFor(id) }).expect(410);
    await post('code', { token }).expect(410);
    await renewed(token);
    expect(await mailsOf(id, 'assessment-fresh-link')).toHaveLength(1);
  });
});

describe('A link that has ended', () => {
  it('expired: a fresh one goes to the invited address and opens again', async () => {
    const id = await askedInTier(2);
    const token = await linkTo(id);
    await graceEnds(id);
    expect(await seen(token)).toMatchObject({ state: 'expired', codeNeeded: false, renewable: true });
    expect((await post('exchange', { token }).expect(410)).body.code).toBe('link-ended');
    await renewed(token);
    expect(await mailsOf(id, 'assessment-fresh-link')).toHaveLength(1);
    await post('exchange', { token: await linkTo(id) }).expect(200);
  });

  it('moved away: the fresh one goes to the address of now', async () => {
    const { id, about } = await asked();
    const token = await linkTo(id);
    const email = await changeAddress(about, 'elsewhere');
    expect(await seen(token)).toMatchObject({ state: 'moved-away', renewable: true });
    await post('exchange', { token, code: await codeFor(id) }).expect(410);
    await renewed(token);
    expect((await mailsOf(id, 'assessment-fresh-link')).map(({ recipient }) => recipient)).toEqual([email]);
  });

  it('revoked: says so, and mails nothing', async () => {
    const { id } = await asked();
    const token = await linkTo(id);
    await product.behindTheBack('update app.invitation set revoked_at = now() where assessment_id = $1', [
      id,
    ]);
    expect(await seen(token)).toMatchObject({ state: 'revoked', codeNeeded: false, renewable: false });
    await post('code', { token }).expect(410);
    await renewed(token);
    expect(await mailsOf(id, 'assessment-fresh-link')).toEqual([]);
  });

  it('handed over: the successor’s opens, the former contact’s says that somebody else answers', async () => {
    const { id, about } = await asked();
    const token = await linkTo(id);
    await product.behindTheBack(
      'update app.invitation set revoked_at = now(), handed_over = true where assessment_id = $1 and contact_id = $2',
      [id, about.contactId],
    );
    expect(await seen(token)).toMatchObject({ state: 'handed-over', renewable: false });
  });

  it('cancelled: says so with what the organisation has to say', async () => {
    const { id } = await asked();
    const token = await linkTo(id);
    await procurement
      .post(`/api/assessments/${id}/cancel`)
      .send({ reason: 'Not needed', message: 'Thank you all the same.' })
      .expect(200);
    // which data it was about is told to no holder of a link that leads nowhere any more
    expect(await seen(token)).toMatchObject({
      state: 'cancelled',
      message: 'Thank you all the same.',
      law: null,
      data: null,
    });
    await renewed(token);
    expect(await mailsOf(id, 'assessment-fresh-link')).toEqual([]);
  });

  it('of a contact that was deactivated ends with its sessions', async () => {
    const about = await aCase(procurement);
    const { assessmentId: id, respondent } = await submitted(product, { organisation, procurement, about });
    const token = await linkTo(id);
    await product.behindTheBack(`update app.assessment set state = 'closed' where id = $1`, [id]);
    await respondent.get(pathOf(id)).expect(200);
    await procurement
      .post(`/api/vendors/${about.vendorId}/contacts/${about.contactId}/deactivate`)
      .send({ revision: 1 })
      .expect(200);
    await respondent.get(pathOf(id)).expect(401);
    expect(await seen(token)).toMatchObject({ state: 'revoked' });
    await post('exchange', { token, code: await codeFor(id) }).expect(410);
  });

  it('that had a session by another address ends it with the change of the address', async () => {
    const { id, about } = await asked();
    const browser = await respondentOf(product, organisation, id);
    await changeAddress(about, 'new-desk');
    await browser.get(pathOf(id)).expect(401);
  });
});

describe('Asking for a fresh link', () => {
  it('answers alike for a link that was one and for one that never was', async () => {
    const { id } = await asked();
    const known = await post('fresh-link', { token: await linkTo(id) });
    const unknown = await post('fresh-link', { token: 'B'.repeat(43) });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await product.get(LinkRenewal).settled();
  });

  it('answers alike for an address that was invited and for one that was not, and mails the invited one', async () => {
    const { id } = await asked();
    const [contact] = await product.behindTheBack<{ email: string }>(
      `select c.email from app.contact c join app.assessment a on a.contact_id = c.id where a.id = $1`,
      [id],
    );
    const known = await post('fresh-link/by-address', { email: contact?.email.toUpperCase() ?? '' });
    const unknown = await post('fresh-link/by-address', { email: 'nobody@nowhere.example' });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await product.get(LinkRenewal).settled();
    expect((await mailsOf(id, 'assessment-fresh-link')).map(({ recipient }) => recipient)).toEqual([
      contact?.email,
    ]);
    const strangers = await product.behindTheBack(
      `select from app.notification where recipient = 'nobody@nowhere.example'`,
    );
    expect(strangers).toEqual([]);
  });

  it('fills no mailbox', async () => {
    const { id } = await asked();
    const token = await linkTo(id);
    for (let mail = 0; mail < 8; mail++) await renewed(token);
    expect(await mailsOf(id, 'assessment-fresh-link')).toHaveLength(6);
  });

  it('is refused after thirty an hour from one place', async () => {
    await post('fresh-link', { token: 'C'.repeat(43) }).expect(202);
    await product.behindTheBack(`update app.rate_count set count = 30 where name = 'fresh-link'`);
    await post('fresh-link', { token: 'C'.repeat(43) }).expect(429);
    await post('fresh-link/by-address', { email: 'nobody@nowhere.example' }).expect(429);
    await product.get(LinkRenewal).settled();
  });
});

describe('A browser with several', () => {
  it('keeps each apart, knows that a code was given, and signs out of all', async () => {
    const [first, second] = [await asked(), await asked()];
    const cookie = await respondentCookieOf(product, organisation, first.id);
    const way = await aWayInto(product, organisation, second.id);
    const { headers } = await product
      .browser()
      .post('/api/respond/exchange')
      .set('Cookie', cookie)
      .send(way)
      .expect(200);
    const next = /[^;]+/.exec(headers['set-cookie']?.[0] ?? '')?.[0] ?? '';
    const browser = () => product.browser().set('Cookie', next) as TestAgent;
    for (const { id } of [first, second]) await browser().get(pathOf(id)).expect(200);
    await post('exchange', { token: await linkTo(first.id) }, browser()).expect(200);
  });
});

/** By procurement; the new address is told. */
async function changeAddress({ vendorId, contactId }: Case, name: string): Promise<string> {
  const { body } = await procurement.get(`/api/vendors/${vendorId}`).expect(200);
  const contact = (
    body.contacts as { id: string; name: string; email: string; title: string | null; revision: number }[]
  ).find(({ id }) => id === contactId);
  if (contact === undefined) throw new Error('The vendor has no such contact.');
  const email = `${name}-${contactId.slice(-6)}@vendor.example`;
  await procurement
    .put(`/api/vendors/${vendorId}/contacts/${contactId}`)
    .send({ name: contact.name, email, title: contact.title, revision: contact.revision })
    .expect(200);
  return email;
}
