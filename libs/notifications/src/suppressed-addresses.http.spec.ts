import type TestAgent from 'supertest/lib/agent';
import {
  aProduct,
  MailScene,
  MailWorks,
  SmtpSink,
  type SceneAssessment,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { StuckReader } from '#product';
import { Ledger } from './ledger';

describe('A suppressed address', () => {
  let product: TestProduct;
  let sink: SmtpSink;
  let works: MailWorks;
  let organisation: TestOrganisation;
  let owner: TestMember;
  let admin: TestAgent;
  let assessment: SceneAssessment;

  beforeAll(async () => {
    product = await aProduct();
    sink = await new SmtpSink().start();
  });

  afterAll(async () => {
    await product.close();
    await sink.stop();
  });

  beforeEach(async () => {
    sink.received.length = 0;
    sink.refusals.clear();
    organisation = await product.anOrganisation({ timeZone: 'UTC' });
    owner = await product.aMember({ organisation, roles: ['procurement'] });
    admin = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'], name: 'Ada' }));
    works = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: null });
    const scene = new MailScene(product, organisation);
    const engagement = await scene.anEngagement({ ownerId: owner.id });
    assessment = await scene.anAssessment({ engagement, dueOn: '2099-01-01' });
    sink.refusals.set(assessment.address, { code: 550, text: '5.1.1 No such user' });
    await mail('first');
  });

  afterEach(() => works.stop());

  const mail = async (occasion: string) => {
    await product.asJobOf(organisation, () =>
      product.get(Ledger).enqueue({
        occasion,
        kind: 'assessment-invitation',
        recipient: { address: assessment.address, name: 'Dana Reyes', contactId: assessment.contactId },
        object: { kind: 'assessment', id: assessment.id },
        immediate: true,
      }),
    );
    await works.sendDue(organisation);
    await works.sendDue(organisation);
  };

  const listed = async () => (await admin.get('/api/mail/suppressed-addresses').expect(200)).body;
  const free = async (reason: string) => {
    const { id } = (await listed()).items[0];
    return admin.post(`/api/mail/suppressed-addresses/${id}/free`).send({ reason });
  };
  const whyStuck = () =>
    product.asJobOf(organisation, () => product.get(StuckReader).whyStuck(assessment.id));

  it('is listed with whose it is, the server’s words and the day, in its own organisation alone', async () => {
    expect(await listed()).toEqual({
      items: [
        {
          id: expect.any(String),
          address: assessment.address,
          whose: 'Dana Reyes, Harbor Payroll',
          reason: '550 5.1.1 No such user',
          since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        },
      ],
      total: 1,
    });
    const elsewhere = await product.anOrganisation();
    const stranger = await product.signedInAs(
      await product.aMember({ organisation: elsewhere, roles: ['admin'] }),
    );
    expect((await stranger.get('/api/mail/suppressed-addresses').expect(200)).body.total).toBe(0);
    const { id } = (await listed()).items[0];
    await stranger.post(`/api/mail/suppressed-addresses/${id}/free`).send({ reason: 'Ours' }).expect(404);
  });

  it('that is freed gets the next mail, and the trail keeps who freed it, why, and what the server had said', async () => {
    sink.refusals.clear();
    await mail('while suppressed');
    expect(sink.to(assessment.address)).toHaveLength(0);
    expect(await whyStuck()).toContain('bounced');

    expect((await free(' Her mailbox was renamed back. ')).status).toBe(204);
    expect(await listed()).toEqual({ items: [], total: 0 });
    expect(await whyStuck()).toBe(
      `The last mail to ${assessment.address} was not delivered: 550 5.1.1 No such user. Mail to this address is no longer held back: send it again.`,
    );
    await works.sendDue(organisation);
    expect(sink.to(assessment.address)).toHaveLength(0);
    await mail('after');
    expect(sink.to(assessment.address)).toHaveLength(1);
    expect(
      await product.behindTheBack(
        `select actor_name, before - 'since' as before, after from app.audit_event
         where organisation_id = $1 and what = 'suppressed-address.freed'`,
        [organisation.id],
      ),
    ).toEqual([
      {
        actor_name: 'Ada',
        before: { address: assessment.address, reason: '550 5.1.1 No such user' },
        after: { reason: 'Her mailbox was renamed back.' },
      },
    ]);
  });

  it('is suppressed again by a second refusal, which tells the owner once more', async () => {
    await free('A try');
    await mail('second');
    expect((await listed()).total).toBe(1);
    expect(sink.to(owner.email)).toHaveLength(2);
    await free('Another try');
    await mail('third');
    expect((await listed()).total).toBe(1);
    expect(sink.to(owner.email)).toHaveLength(3);
  });

  it('is freed once, whoever asks at the same time, and only with a reason', async () => {
    const { id } = (await listed()).items[0];
    const path = `/api/mail/suppressed-addresses/${id}/free`;
    const { body } = await admin.post(path).send({ reason: '  ' }).expect(422);
    expect(body.fields).toEqual([{ field: 'reason', message: 'Say why mail may go to this address again.' }]);
    const answers = await Promise.all([1, 2, 3].map(() => admin.post(path).send({ reason: 'At once' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
  });
});
