import { aProduct, type TestProduct } from '@countersign/testing';

describe('A refusal', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it('leaves one line per member, operation and hour, although the request fails', async () => {
    const organisation = await product.anOrganisation();
    const member = await product.aMember({ organisation, name: 'Curious', roles: ['reviewer'] });
    const browser = await product.signedInAs(member);
    for (let time = 0; time < 3; time++) {
      await browser.post('/api/vendors').send({}).expect(403);
      await browser.post('/api/contracts').send({}).expect(403);
    }
    const lines = await product.behindTheBack(
      `select actor_name, object_id, detail from app.audit_event where what = 'access.denied' order by id`,
    );
    expect(lines).toEqual([
      {
        actor_name: 'Curious',
        object_id: member.id,
        detail: { operation: 'addVendor', permission: 'vendor.write' },
      },
      {
        actor_name: 'Curious',
        object_id: member.id,
        detail: { operation: 'recordContract', permission: 'contract.write' },
      },
    ]);
  });
});
