import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { KeyRing } from '@countersign/platform';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { Audit } from './audit';
import { ChainHeads } from './seal/chain-head';
import { Sealer } from './seal/sealer';
import { UnsealedLines } from './seal/unsealed-lines';
import { verifyAudit } from './verify/audit-verification';

describe('A chain whose last seal does not verify', () => {
  let product: TestProduct;
  let broken: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
  });

  beforeEach(async () => {
    broken = await product.anOrganisation();
    await record(broken);
    await sealerWith(product.config.keys).seal(broken.id);
    await record(broken);
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => product.close());

  const namesake = (): KeyRing =>
    new KeyRing([{ id: product.config.keys.currentId, secret: randomBytes(32) }]);

  const sealerWith = (keys: KeyRing): Sealer =>
    new Sealer(product.database, product.get(UnsealedLines), new ChainHeads(product.database, keys), keys);

  const record = (organisation: TestOrganisation) =>
    product.asJobOf(organisation, () =>
      product.get(Audit).record({ what: 'spec.recorded', object: { kind: 'vendor', id: null } }),
    );

  async function sealsOf({ id }: TestOrganisation): Promise<number> {
    const rows = await product.behindTheBack('select from app.audit_seal where organisation_id = $1', [id]);
    return rows.length;
  }

  async function faultOf({ id }: TestOrganisation) {
    const { databaseUrl, keys } = product.config;
    const reports = await verifyAudit({ databaseUrl, keys, head: null });
    return reports.find(({ organisationId }) => organisationId === id)?.fault;
  }

  const changeLastSeal = (change: string, { id }: TestOrganisation) =>
    product.behindTheBack(`
      do $$ begin
        set local session_replication_role = replica;
        update app.audit_seal set ${change} where organisation_id = '${id}'
          and seal_no = (select max(seal_no) from app.audit_seal where organisation_id = '${id}');
      end $$`);

  it('is not extended by another key of the same id, and goes on when the right one is back', async () => {
    const before = await sealsOf(broken);
    await expect(sealerWith(namesake()).seal(broken.id)).rejects.toThrow('does not follow');
    expect(await sealsOf(broken)).toBe(before);
    expect(await sealerWith(product.config.keys).seal(broken.id)).toBe(1);
    expect(await faultOf(broken)).toBeNull();
  });

  it('keeps no other organisation from being sealed, and is told of once', async () => {
    await changeLastSeal(`hash = sha256('x')`, broken);
    const fresh = await product.anOrganisation();
    const [before, log] = [await sealsOf(broken), jest.spyOn(Logger.prototype, 'error')];
    const sealer = sealerWith(product.config.keys);
    for (let turn = 0; turn < 3; turn++) {
      await record(fresh);
      await sealer.sealAll();
    }
    expect(await sealsOf(broken)).toBe(before);
    expect(await sealsOf(fresh)).toBeGreaterThanOrEqual(3);
    expect(await faultOf(fresh)).toBeNull();
    const told = log.mock.calls.filter(([, sentence]) => String(sentence).includes(broken.id));
    expect(told).toHaveLength(1);
    expect(String(told[0]?.[0])).toContain('does not follow from the one before it');
  });

  it.each([
    ['number', 'seal_no = seal_no + 1'],
    ['row', `row_id = row_id || 'x'`],
    ['digest', `digest = sha256('x')`],
    ['hash', `hash = sha256('x')`],
    ['time', `sealed_at = sealed_at + interval '1 millisecond'`],
  ])('is seen by its %s', async (_what, change) => {
    await changeLastSeal(change, broken);
    const before = await sealsOf(broken);
    await expect(sealerWith(product.config.keys).seal(broken.id)).rejects.toThrow('does not follow');
    expect(await sealsOf(broken)).toBe(before);
  });

  it('is seen where the seal before it is gone or was changed', async () => {
    await sealerWith(product.config.keys).seal(broken.id);
    await record(broken);
    for (const change of [`update app.audit_seal set hash = sha256('x')`, 'delete from app.audit_seal']) {
      await product.behindTheBack(`
        do $$ begin
          set local session_replication_role = replica;
          ${change} where organisation_id = '${broken.id}'
            and seal_no = (select max(seal_no) - 1 from app.audit_seal where organisation_id = '${broken.id}');
        end $$`);
      await expect(sealerWith(product.config.keys).seal(broken.id)).rejects.toThrow('does not follow');
    }
  });

  it('is not extended while the key that it names is missing', async () => {
    const before = await sealsOf(broken);
    const other = new KeyRing([{ id: 'other', secret: randomBytes(32) }]);
    await expect(sealerWith(other).seal(broken.id)).rejects.toThrow('is not among');
    expect(await sealsOf(broken)).toBe(before);
  });

  it('is not what a chain has whose newest key changed by rotation', async () => {
    const { keys } = product.config;
    const rotated = new KeyRing([
      { id: keys.currentId, secret: Buffer.alloc(32, 7) },
      { id: 'newer', secret: randomBytes(32) },
    ]);
    expect(await sealerWith(rotated).seal(broken.id)).toBe(1);
    await record(broken);
    expect(await sealerWith(rotated).seal(broken.id)).toBe(1);
    const { databaseUrl } = product.config;
    const reports = await verifyAudit({ databaseUrl, keys: rotated, head: null });
    expect(reports.find(({ organisationId }) => organisationId === broken.id)?.fault).toBeNull();
  });

  it('is looked for once in a turn, not once a page', async () => {
    await product.behindTheBack(
      `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind)
       select $1, 'job', 'spec', 'spec.many', 'vendor' from generate_series(1, 2500)`,
      [broken.id],
    );
    const { keys } = product.config;
    const secretFor = jest.spyOn(keys, 'secretFor');
    await sealerWith(keys).seal(broken.id);
    const pages = 3;
    expect(secretFor).toHaveBeenCalledTimes(pages + 1);
  });
});
