import { randomBytes } from 'node:crypto';
import { Audit, Sealer } from '@countersign/audit';
import { totpPurpose } from '@countersign/identity';
import { Config, KeyRing, type Key } from '@countersign/platform';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { refuseChangedKeys, refuseUnfitKeys } from './key-checks';

const aKey = (id: string): Key => ({ id, secret: randomBytes(32) });

describe('A key and its namesake', () => {
  const right = aKey('1');
  const namesake = aKey('1');
  let product: TestProduct;
  let organisation: TestOrganisation;

  beforeEach(async () => {
    product = await aProduct({ keys: new KeyRing([right]) });
    organisation = await product.anOrganisation();
  });

  afterEach(() => product.close());

  const configWith = (...keys: Key[]): Config => new Config({ ...product.config, keys: new KeyRing(keys) });

  const another =
    'COUNTERSIGN_KEYS holds another key under the id 1 than the one this database was used with: put that one back. A new key needs an id of its own.';

  const known = async (): Promise<string[]> => {
    const rows = await product.behindTheBack<{ id: string }>(
      'select key_id as id from app.key_check order by 1',
    );
    return rows.map(({ id }) => id);
  };

  async function plantSecret(key: Key): Promise<void> {
    const member = await product.aMember({ organisation });
    await product.behindTheBack(
      'insert into app.member_totp (organisation_id, member_id, secret_sealed) values ($1, $2, $3)',
      [organisation.id, member.id, new KeyRing([key]).seal('seed', totpPurpose)],
    );
  }

  const seal = async (): Promise<void> => {
    await product.asJobOf(organisation, () =>
      product.get(Audit).record({ what: 'spec.sealed', object: { kind: 'vendor', id: null } }),
    );
    await product.get(Sealer).seal(organisation.id);
  };

  const damageLastSeal = (change: string) =>
    product.behindTheBack(`
      do $$ begin
        set local session_replication_role = replica;
        update app.audit_seal set ${change}
          where seal_no = (select max(s.seal_no) from app.audit_seal s);
      end $$`);

  it('are told apart from the first start on, before anything was sealed', async () => {
    await refuseUnfitKeys(configWith(right));
    await expect(refuseUnfitKeys(configWith(namesake))).rejects.toThrow(another);
    await expect(refuseChangedKeys(configWith(namesake))).rejects.toThrow(another);
    await refuseUnfitKeys(configWith(right));
    await refuseChangedKeys(configWith(right));
    expect(await known()).toEqual(['1']);
  });

  it('are told apart by the start after an upgrade, by what the right one sealed in the trail', async () => {
    await seal();
    await expect(refuseUnfitKeys(configWith(namesake))).rejects.toThrow(another);
    expect(await known()).toEqual([]);
    await refuseUnfitKeys(configWith(right));
    expect(await known()).toEqual(['1']);
  });

  it('are told apart by the start after an upgrade, by a stored secret', async () => {
    await plantSecret(right);
    await expect(refuseUnfitKeys(configWith(namesake, aKey('2')))).rejects.toThrow(another);
    expect(await known()).toEqual([]);
    await refuseUnfitKeys(configWith(right));
    expect(await known()).toEqual(['1']);
  });

  it('are told apart although one secret and one seal were damaged', async () => {
    await plantSecret(right);
    await product.behindTheBack(`update app.member_totp set secret_sealed = '1:AAAA'`);
    await plantSecret(right);
    await seal();
    await damageLastSeal(`hash = sha256('x')`);
    await expect(refuseUnfitKeys(configWith(namesake))).rejects.toThrow(another);
    await refuseUnfitKeys(configWith(right));
  });

  it('are told apart by the trail of any organisation', async () => {
    await seal();
    for (let count = 0; count < 2; count++) await product.anOrganisation();
    await expect(refuseUnfitKeys(configWith(namesake))).rejects.toThrow(another);
    await refuseUnfitKeys(configWith(right));
  });

  it('are told apart among the older keys of a list as well, each by its id', async () => {
    const [two, otherTwo] = [aKey('2'), aKey('2')];
    await refuseUnfitKeys(configWith(right, two));
    await expect(refuseUnfitKeys(configWith(right, otherTwo))).rejects.toThrow('under the id 2 than');
    await expect(refuseUnfitKeys(configWith(namesake, otherTwo, aKey('3')))).rejects.toThrow(
      'under the id 1 and under the id 2 than',
    );
    await refuseUnfitKeys(configWith(right, two, aKey('3')));
    expect(await known()).toEqual(['1', '2', '3']);
  });

  it('cannot both be entered by starts at the same moment', async () => {
    const starts = Array.from({ length: 12 }, (_nothing, index) =>
      refuseUnfitKeys(configWith(index % 2 === 0 ? right : namesake)),
    );
    const outcomes = (await Promise.allSettled(starts)).map(({ status }) => status);
    const [evens, odds] = [0, 1].map((rest) => outcomes.filter((_one, index) => index % 2 === rest));
    expect([evens, odds].map((side) => new Set(side))).toContainEqual(new Set(['fulfilled']));
    expect([evens, odds].map((side) => new Set(side))).toContainEqual(new Set(['rejected']));
  });

  it('are not exchanged in the database by the product, nor by the owner of its tables', async () => {
    await refuseUnfitKeys(configWith(right));
    for (const sql of [
      `update app.key_check set check_value = ''`,
      'delete from app.key_check',
      'truncate app.key_check',
    ]) {
      const attempt = product.asJobOf(organisation, () => product.database.query(sql));
      await expect(attempt).rejects.toMatchObject({ code: '42501' });
      await expect(product.behindTheBack(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('leave nothing in the database from which the key or what it derives could be had', async () => {
    await refuseUnfitKeys(configWith(right));
    const [row] = await product.behindTheBack<{ value: Buffer }>(
      'select check_value as value from app.key_check',
    );
    const ring = new KeyRing([right]);
    for (const purpose of [`seal ${totpPurpose}`, 'audit-seal']) {
      expect(row?.value.equals(ring.secretFor(purpose))).toBe(false);
    }
    expect(row?.value.equals(right.secret)).toBe(false);
  });

  it('are no matter to a restored database that does not know of checks yet', async () => {
    await product.behindTheBack('drop table app.key_check');
    await refuseChangedKeys(configWith(namesake));
  });
});
