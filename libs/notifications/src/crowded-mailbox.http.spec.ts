import type TestAgent from 'supertest/lib/agent';
import { limitRules } from '@countersign/limits';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

describe('A mailbox', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let procurement: TestAgent;
  let admin: TestAgent;
  let most: number;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'crowded');
    procurement = await browserOf(product, organisation, 'procurement');
    admin = await browserOf(product, organisation, 'admin');
    most = limitRules(product.config).mailsByHandPerHour.defaultValue;
  });

  afterAll(() => product.close());

  const mailsOf = async (kind: string, recipient: string): Promise<number> => {
    const rows = await product.behindTheBack(
      'select from app.notification where organisation_id = $1 and kind = $2 and recipient = $3',
      [organisation.id, kind, recipient],
    );
    return rows.length;
  };

  const addressOf = async ({ contactId }: Case): Promise<string> => {
    const [contact] = await product.behindTheBack<{ email: string }>(
      'select email from app.contact where id = $1',
      [contactId],
    );
    return contact?.email ?? '';
  };

  const anHourPasses = () =>
    product.behindTheBack(
      `update app.notification set created_at = created_at - interval '61 minutes' where organisation_id = $1`,
      [organisation.id],
    );

  const send = ({ engagementId, contactId }: Case, message: string) =>
    procurement.post(`/api/engagements/${engagementId}/assessments`).send({
      questionnaireVersionId: null,
      contactId,
      dueOn: '2099-12-31',
      message,
      confirmed: 'Asked once more.',
    });

  it('is not filled by sendings that differ, nor by such as are cancelled, nor by both and the same again', async () => {
    const about = await aCase(procurement);
    const first = await send(about, 'First').expect(201);
    const { id } = first.body as { id: string };
    for (let n = 1; n < most - 1; n += 1) {
      const sent = await send(about, `Another, ${n}`).expect(201);
      const cancelled = procurement.post(`/api/assessments/${(sent.body as { id: string }).id}/cancel`);
      await cancelled.send({ reason: 'A mistake' }).expect(200);
    }
    await procurement.post(`/api/assessments/${id}/send-again`).send({}).expect(200);
    const refused = await send(about, 'One too many').expect(429);
    expect(refused.body).toMatchObject({ code: 'mailed-often', retryAfterSeconds: 3600 });
    await procurement.post(`/api/assessments/${id}/send-again`).send({}).expect(429);
    expect(await mailsOf('assessment-invitation', await addressOf(about))).toBe(most);

    await send(await aCase(procurement), 'About another engagement').expect(201);
    await anHourPasses();
    await send(about, 'An hour later').expect(201);
  });

  it('gets no more of sendings at once than of those one by one', async () => {
    const about = await aCase(procurement);
    const answers = await Promise.all(
      Array.from({ length: 2 * most }, (_none, n) => send(about, `Message ${n}`)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(most);
    expect(await mailsOf('assessment-invitation', await addressOf(about))).toBe(most);
  });

  it('is not filled by invitations that are withdrawn and given again', async () => {
    const email = 'sought.after@elsewhere.example';
    const invite = () =>
      admin
        .post('/api/members/invitations')
        .send({ email: email.toUpperCase(), name: 'Sought After', roles: ['auditor'], leadId: null });
    for (let n = 0; n < most; n += 1) {
      const { body } = await invite().expect(201);
      await admin.delete(`/api/members/invitations/${(body as { id: string }).id}`).expect(204);
    }
    expect((await invite().expect(429)).body).toMatchObject({ code: 'mailed-often' });
    expect(await mailsOf('member-invitation', email)).toBe(most);
    await anHourPasses();
    const { body } = await invite().expect(201);
    for (let n = 1; n < most; n += 1) {
      await admin
        .post(`/api/members/invitations/${(body as { id: string }).id}/send-again`)
        .send({})
        .expect(204);
    }
    await admin
      .post(`/api/members/invitations/${(body as { id: string }).id}/send-again`)
      .send({})
      .expect(429);
  });

  it('hears of second factors that are reset once, however often that is asked for', async () => {
    const member = await product.aMember({ organisation, roles: ['auditor'] });
    await product.signedInAs(member);
    const reset = () => admin.post(`/api/members/${member.id}/reset-second-factor`).send({}).expect(204);
    await Promise.all([reset(), reset(), reset()]);
    await reset();
    expect(await mailsOf('sign-in-changed', member.email)).toBe(1);
    const lines = await product.behindTheBack(
      `select from app.audit_event where what = 'second-factor.reset' and object_id = $1`,
      [member.id],
    );
    expect(lines).toHaveLength(1);
    await product.signedInAs(member);
    await reset();
    expect(await mailsOf('sign-in-changed', member.email)).toBe(2);
  });
});
