import type TestAgent from 'supertest/lib/agent';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';

describe('The settings of an organisation', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let admin: TestAgent;

  beforeAll(async () => {
    product = await aProduct();
  });

  beforeEach(async () => {
    organisation = await product.anOrganisation({ name: 'Alder Insurance' });
    admin = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'], name: 'Ada' }));
  });

  afterAll(() => product.close());

  const present = async () => (await admin.get('/api/organisation').expect(200)).body;

  it('are read by every member and changed by administrators, with both values in the trail', async () => {
    const buyer = await product.signedInAs(await product.aMember({ organisation, roles: ['procurement'] }));
    const before = (await buyer.get('/api/organisation').expect(200)).body;
    expect(before).toEqual({
      name: 'Alder Insurance',
      slug: organisation.slug,
      timeZone: 'America/New_York',
      country: 'US',
      secondFactorRequired: false,
      senderName: null,
      replyTo: null,
      revision: 1,
    });
    const wanted = { ...before, name: 'Alder Mutual', country: 'CA' };
    await buyer.put('/api/organisation').send(wanted).expect(403);
    const { body } = await admin.put('/api/organisation').send(wanted).expect(200);
    expect(body).toEqual({ ...wanted, revision: 2 });
    expect((await buyer.get('/api/session').expect(200)).body.organisation.name).toBe('Alder Mutual');
    const lines = await product.behindTheBack(
      `select actor_name, before, after from app.audit_event
       where organisation_id = $1 and what = 'organisation.changed'`,
      [organisation.id],
    );
    expect(lines).toEqual([
      {
        actor_name: 'Ada',
        before: { name: 'Alder Insurance', country: 'US' },
        after: { name: 'Alder Mutual', country: 'CA' },
      },
    ]);
    expect((await admin.put('/api/organisation').send(body).expect(200)).body.revision).toBe(2);
  });

  it('are not overwritten by who saw them before another change, one after another or at once', async () => {
    const seen = await present();
    const wishes = ['One', 'Two', 'Three', 'Four'].map((name) => ({ ...seen, name }));
    const answers = await Promise.all(wishes.map((wish) => admin.put('/api/organisation').send(wish)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const late = await admin.put('/api/organisation').send(wishes[0]).expect(409);
    expect(late.body).toMatchObject({ code: 'stale-revision', present: { revision: 2 } });
  });

  it.each([
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['country', { country: 'XX' }],
    ['name', { name: '  ' }],
    ['slug', { slug: 'another' }],
    ['senderName', { senderName: 'Alder\nBcc' }],
    ['senderName', { senderName: 'x'.repeat(101) }],
    ['replyTo', { replyTo: 'nobody' }],
    ['replyTo', { replyTo: 'a@alder.example, b@alder.example' }],
    ['secondFactorRequired', { secondFactorRequired: 'yes' }],
  ])('refuse a %s that cannot be', async (field, wish) => {
    const { body } = await admin
      .put('/api/organisation')
      .send({ ...(await present()), ...wish })
      .expect(422);
    expect(body.fields).toMatchObject([{ field }]);
  });

  it('ask everybody for a second factor, from the next request on', async () => {
    const wanted = { ...(await present()), secondFactorRequired: true };
    await admin.put('/api/organisation').send(wanted).expect(200);
    expect((await admin.get('/api/session').expect(200)).body).toMatchObject({
      secondFactor: 'required',
      member: { permissions: ['account.own'] },
    });
    await admin.put('/api/organisation').send(wanted).expect(403);
  });

  it('say how mails to vendors are signed, and take that back', async () => {
    const before = await present();
    const wanted = { ...before, senderName: ' Alder  Vendor Risk', replyTo: 'Vendors@Alder.Example ' };
    const { body } = await admin.put('/api/organisation').send(wanted).expect(200);
    const sender = { senderName: 'Alder Vendor Risk', replyTo: 'vendors@alder.example' };
    expect(body).toEqual({ ...before, ...sender, revision: 2 });
    expect(await present()).toEqual(body);
    const none = { senderName: null, replyTo: null };
    await admin
      .put('/api/organisation')
      .send({ ...body, ...none })
      .expect(200);
    expect(await present()).toEqual({ ...before, revision: 3 });
    const lines = await product.behindTheBack(
      `select before, after from app.audit_event
       where organisation_id = $1 and what = 'organisation.changed' order by id`,
      [organisation.id],
    );
    expect(lines).toEqual([
      { before: none, after: sender },
      { before: sender, after: none },
    ]);
  });

  it('keep other settings when the zone changes', async () => {
    await product.behindTheBack(
      `update app.organisation set settings = '{"other": 1}' where organisation_id = $1`,
      [organisation.id],
    );
    const { body } = await admin
      .put('/api/organisation')
      .send({ ...(await present()), timeZone: 'Pacific/Kiritimati' })
      .expect(200);
    expect(body.timeZone).toBe('Pacific/Kiritimati');
    const kept = await product.behindTheBack(
      `select settings from app.organisation where organisation_id = $1`,
      [organisation.id],
    );
    expect(kept).toEqual([
      { settings: { other: 1, secondFactorRequired: false, senderName: null, replyTo: null } },
    ]);
  });
});
