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

  it('is not filled by cancelling and bringing back, nor by days that are moved, nor by contacts that change', async () => {
    const about = await aCase(procurement);
    const { id } = (await send(about, 'Only').expect(201)).body as { id: string };
    const act = (what: string) =>
      procurement.post(`/api/assessments/${id}/${what}`).send({ reason: 'To and fro' });
    for (let n = 0; n < most; n += 1) {
      await act('cancel').expect(200);
      await act('bring-back').expect(200);
    }
    expect((await act('cancel').expect(429)).body).toMatchObject({
      code: 'mailed-often',
      retryAfterSeconds: 3600,
    });
    const shown = async () => (await procurement.get(`/api/assessments/${id}`).expect(200)).body;
    const correct = async (wishes: object) => {
      const { row, contact, message, revision } = await shown();
      return procurement.put(`/api/assessments/${id}`).send({
        dueOn: row.dueOn,
        contactId: contact.id,
        message,
        reason: 'To and fro',
        reasonShared: false,
        sentAgain: false,
        revision,
        ...wishes,
      });
    };
    for (let n = 0; n < most; n += 1) expect((await correct({ dueOn: `2099-11-1${n}` })).status).toBe(200);
    const oneTooMany = await correct({ dueOn: '2099-11-20' });
    expect([oneTooMany.status, oneTooMany.body.code]).toEqual([429, 'mailed-often']);
    expect((await correct({ message: 'In silence' })).status).toBe(200);
    const address = await addressOf(about);
    expect(await mailsOf('assessment-cancelled', address)).toBe(most);
    expect(await mailsOf('assessment-brought-back', address)).toBe(most);
    expect(await mailsOf('assessment-due-changed', address)).toBe(most);

    const other = await procurement
      .post(`/api/vendors/${about.vendorId}/contacts`)
      .send({ name: 'Sue Cessor', email: `sue-${id}@vendor.example`, title: null })
      .expect(201);
    const statuses: number[] = [];
    for (let n = 0; n < 2 * most + 2 && statuses.at(-1) !== 429; n += 1) {
      const contactId = n % 2 === 0 ? (other.body as { id: string }).id : about.contactId;
      statuses.push((await correct({ contactId })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(2 * most - 1);
    expect(statuses.at(-1)).toBe(429);
    for (const one of [address, `sue-${id}@vendor.example`])
      expect(await mailsOf('assessment-invitation', one)).toBeLessThanOrEqual(most);
    await anHourPasses();
    await act('cancel').expect(200);
    await act('bring-back').expect(200);
  });

  it('is not filled by an address that is changed to and fro, nor by contacts who replace each other', async () => {
    const about = await aCase(procurement);
    const { id } = (await send(about, 'To and fro').expect(201)).body as { id: string };
    const vendor = `/api/vendors/${about.vendorId}`;
    const contacts = async () => (await procurement.get(vendor).expect(200)).body.contacts;
    const change = async (email: string) => {
      const { name, revision } = (await contacts()).find(({ id }: { id: string }) => id === about.contactId);
      return procurement
        .put(`${vendor}/contacts/${about.contactId}`)
        .send({ name, email, title: null, revision });
    };
    const [here, there] = [`here-${id}@vendor.example`, `there-${id}@vendor.example`];
    for (let n = 0; n < most; n += 1) {
      expect((await change(here)).status).toBe(200);
      expect((await change(there)).status).toBe(200);
    }
    const refused = await change(here);
    expect([refused.status, refused.body.code]).toEqual([429, 'mailed-often']);
    expect(await mailsOf('assessment-invitation', here)).toBe(most);
    const [{ revision }] = await contacts();
    const { body: other } = await procurement
      .post(`${vendor}/contacts`)
      .send({ name: 'Sue Cessor', email: here, title: null })
      .expect(201);
    await procurement
      .post(`${vendor}/contacts/${about.contactId}/replace`)
      .send({ successorId: (other as { id: string }).id, revision })
      .expect(429);
    await anHourPasses();
    expect((await change(`elsewhere-${id}@vendor.example`)).status).toBe(200);
  });

  it('of one of several who are told counts once for each act', async () => {
    const about = await aCase(procurement);
    const { id } = (await send(about, 'Several').expect(201)).body as { id: string };
    const others: string[] = [];
    for (const n of [1, 2, 3]) {
      const { body } = await procurement
        .post(`/api/vendors/${about.vendorId}/contacts`)
        .send({ name: `Helper ${n}`, email: `helper-${n}-${id}@vendor.example`, title: null })
        .expect(201);
      others.push((body as { id: string }).id);
    }
    await product.behindTheBack(
      `insert into app.invitation (organisation_id, assessment_id, contact_id, sections)
       select $1, $2, c, '{}' from unnest($3::uuid[]) c`,
      [organisation.id, id, others],
    );
    for (let n = 0; n < most; n += 1) {
      await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'To and fro' }).expect(200);
      await procurement.post(`/api/assessments/${id}/bring-back`).send({ reason: 'To and fro' }).expect(200);
    }
    await procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'To and fro' }).expect(429);
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
