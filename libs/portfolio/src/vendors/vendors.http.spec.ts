import type TestAgent from 'supertest/lib/agent';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';

jest.setTimeout(60_000);

describe('Vendors over HTTP', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let procurement: TestAgent;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    procurement = await product.signedInAs(await product.aMember({ organisation, roles: ['procurement'] }));
  });

  afterAll(() => product.close());

  const add = (wishes: object) =>
    procurement
      .post('/api/vendors')
      .send({ name: 'Elm Payroll', website: null, country: null, notes: null, contact: null, ...wishes });

  it('are brought in with their first contact, told apart by name and address, not by case', async () => {
    const contact = { name: ' Vera Vendor ', email: ' Vera@Vendor.Example ', title: null };
    const wishes = { name: ' Oak Hosting ', website: 'https://oak.example', country: 'us', contact };
    const { body } = await add(wishes).expect(201);
    expect(body).toMatchObject({
      name: 'Oak Hosting',
      country: 'US',
      state: 'active',
      rating: null,
      tier: null,
      contacts: [{ name: 'Vera Vendor', email: 'vera@vendor.example', active: true }],
    });
    const twice = await add({ name: 'OAK HOSTING' }).expect(409);
    expect(twice.body).toMatchObject({ code: 'vendor-exists', vendorId: body.id });
    const again = await procurement.post(`/api/vendors/${body.id}/contacts`).send(contact).expect(409);
    expect(again.body).toMatchObject({ code: 'contact-exists', fields: [{ field: 'email' }] });
    expect((await procurement.get(`/api/vendors/${body.id}`).expect(200)).body).toEqual(body);
  });

  it.each(['İstanbul Bilişim', 'ΟΔΟΣ Security', 'Straße & Söhne'])('keep the name %s once', async (name) => {
    await add({ name }).expect(201);
    expect((await add({ name }).expect(409)).body.code).toBe('vendor-exists');
  });

  it('are added once when two people add the same one at the same moment', async () => {
    const added = await Promise.all([1, 2, 3, 4].map(() => add({ name: 'Twin Oaks' })));
    expect(added.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('name every field that cannot be accepted', async () => {
    const contact = { name: '', email: 'nobody', title: null };
    const { body } = await add({ name: ' ', website: 'javascript:alert(1)', country: 'XX', contact }).expect(
      422,
    );
    expect(body.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      'contact.email',
      'contact.name',
      'country',
      'name',
      'website',
    ]);
    await add({ colour: 'red' }).expect(422);
  });

  it('refuse a character that no text can keep, in words', async () => {
    const { body } = await add({ name: 'North\u0000wind' }).expect(422);
    expect(body).toMatchObject({ code: 'unusable-character', fields: [{ field: 'name' }] });
  });

  it('leave a line in the trail for the vendor and for its contact', async () => {
    const contact = { name: 'Vera', email: 'vera@vendor.example', title: null };
    const { body } = await add({ name: 'Trail Ltd', contact }).expect(201);
    const lines = await product.asJobOf(organisation, () =>
      product.database.query<{ what: string }>(
        'select a.what from app.audit_event a where a.object_id = :id order by a.what',
        { id: body.id },
      ),
    );
    expect(lines.map(({ what }) => what)).toEqual(['contact.created', 'vendor.created']);
  });
});
