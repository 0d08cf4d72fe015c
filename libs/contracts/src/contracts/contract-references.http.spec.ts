import type TestAgent from 'supertest/lib/agent';
import {
  anotherService,
  aProduct,
  aVendorWithService,
  contractBody,
  type TestOrganisation,
  type TestProduct,
  type VendorWithService,
} from '@countersign/testing';

// Products, organisations and contracts are made over HTTP, on a machine that others use too.
jest.setTimeout(120_000);

describe('The reference of a contract', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let browser: TestAgent;
  let service: VendorWithService;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    const buyer = await product.aMember({ organisation, roles: ['procurement'] });
    browser = await product.signedInAs(buyer);
  });

  beforeEach(async () => {
    service = await aVendorWithService(product, organisation);
  });

  afterAll(() => product.close());

  const record = (reference: string | null, wishes: object = {}, of = service) =>
    browser.post('/api/contracts').send(contractBody(of, { reference, ...wishes }));

  it('is one of its vendor, without capitals and spaces, unless somebody says that they are two', async () => {
    const { body: first } = await record('MSA 2026/1', { title: 'The first' }).expect(201);
    const refused = await record(' msa\u00a02026 / 1').expect(409);
    expect(refused.body).toMatchObject({
      code: 'known-reference',
      contractId: first.id,
      contractTitle: 'The first',
      fields: [{ field: 'reference', message: '“The first” has this reference.' }],
    });
    await record('MSA-2026/1').expect(201);
    await record('MSA 2026/1', {}, await aVendorWithService(product, organisation)).expect(201);
    await record('MSA 2026/1', { apartFrom: service.engagementId }).expect(409);
    await record('MSA 2026/1', { apartFrom: first.id }).expect(201);
    await record(null).expect(201);
    await record(null).expect(201);
  });

  it('is free while its contract is void, and asked about when that is brought back', async () => {
    const { body: first } = await record('A 1').expect(201);
    await browser
      .post(`/api/contracts/${first.id}/void`)
      .send({ reason: 'Twice', revision: first.revision })
      .expect(200);
    const engagementId = await anotherService(product, organisation, service.vendorId);
    const { body: later } = await record('a1', { engagementIds: [engagementId] }).expect(201);
    const bringBack = (apartFrom: string | null) =>
      browser.post(`/api/contracts/${first.id}/bring-back`).send({ reason: 'Right', apartFrom });
    expect((await bringBack(null).expect(409)).body).toMatchObject({ contractId: later.id });
    await bringBack(later.id).expect(200);
  });

  it('is given once by two people at the same moment', async () => {
    const answers = await Promise.all([record('Same'), record('SAME')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
