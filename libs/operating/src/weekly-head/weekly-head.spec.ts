import { Audit, Sealer } from '@countersign/audit';
import { aProduct, type TestProduct } from '@countersign/testing';
import { WeeklyHead } from './weekly-head';

describe('The head of the trail', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it('is mailed to administrators and auditors once a week, from the first full week on', async () => {
    const organisation = await product.anOrganisation({ timeZone: 'Etc/UTC' });
    const keeper = await product.aMember({ organisation, roles: ['auditor'] });
    const other = await product.aMember({ organisation, roles: ['procurement'] });
    const what = 'spec.sealed';
    await product.asJobOf(organisation, () =>
      product.get(Audit).record({ what, object: { kind: 'vendor', id: null }, after: { what } }),
    );
    await product.get(Sealer).seal(organisation.id);
    const mailed = async () => {
      await product.get(WeeklyHead).mail(organisation.id);
      return product.behindTheBack<{ recipient: string; sealNo: string; hash: string; of: string }>(
        `select recipient, payload ->> 'sealNo' as "sealNo", payload ->> 'hash' as hash, payload ->> 'organisationId' as of
         from app.notification
         where organisation_id = $1 and kind = 'audit-head' order by occasion`,
        [organisation.id],
      );
    };
    expect(await mailed()).toEqual([]);
    await product.letTimePass('8 days');
    const [head] = await product.behindTheBack<{ seal_no: string; hash: Buffer }>(
      'select seal_no, hash from app.audit_seal where organisation_id = $1 order by seal_no desc limit 1',
      [organisation.id],
    );
    const first = {
      recipient: keeper.email,
      sealNo: head?.seal_no,
      hash: head?.hash.toString('hex'),
      of: organisation.id,
    };
    expect(await mailed()).toEqual([first]);
    expect(await mailed()).toEqual([first]);
    await product.letTimePass('7 days');
    expect((await mailed()).map(({ recipient }) => recipient)).toEqual([keeper.email, keeper.email]);
    expect(other.email).not.toBe(keeper.email);
  });
});
