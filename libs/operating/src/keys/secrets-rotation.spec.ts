import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { Audit } from '@countersign/audit';
import { Config, KeyRing, type Key } from '@countersign/platform';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { keysInUse, refuseMissingKeys } from './keys-in-use';
import { nameOf, sealedColumns, type SealedColumn } from './sealed-columns';
import { SecretsRotation } from './secrets-rotation';

const aKey = (id: string): Key => ({ id, secret: randomBytes(32) });

describe('Stored secrets and their keys', () => {
  const first = aKey('first');
  const second = aKey('second');
  const ring = new KeyRing([first]);
  const bothRings = new KeyRing([first, second]);
  let product: TestProduct;
  let organisations: TestOrganisation[];
  let members: TestMember[];

  beforeAll(async () => {
    product = await aProduct({ keys: ring });
    organisations = [await product.anOrganisation(), await product.anOrganisation()];
    members = [];
    for (const organisation of organisations) {
      for (let count = 0; count < 3; count++) members.push(await product.aMember({ organisation }));
    }
  });

  beforeEach(async () => {
    for (const column of sealedColumns) await product.behindTheBack(`delete from ${column.table}`);
    for (const { organisationId, id } of members) {
      await product.behindTheBack(
        'insert into app.member_totp (organisation_id, member_id, secret_sealed) values ($1, $2, $3)',
        [organisationId, id, ring.seal(`seed of ${id}`, purposeOf('app.member_totp'))],
      );
    }
    for (const { id } of organisations) {
      await product.behindTheBack(
        `insert into app.oidc_provider (organisation_id, issuer, client_id, client_secret_sealed, label)
         values ($1, 'https://idp.example', 'countersign', $2, 'IdP')`,
        [id, ring.seal(`secret of ${id}`, purposeOf('app.oidc_provider'))],
      );
    }
  });

  afterAll(() => product.close());

  const columnOf = (table: string): SealedColumn => {
    const column = sealedColumns.find((one) => one.table === table);
    if (column === undefined) throw new Error(`${table} is not among the sealed columns.`);
    return column;
  };
  const purposeOf = (table: string) => columnOf(table).purpose;

  const rotationWith = (keys: KeyRing) => new SecretsRotation(product.database, product.get(Audit), keys);

  const configWith = (...keys: Key[]): Config => new Config({ ...product.config, keys: new KeyRing(keys) });

  async function opened(keys: KeyRing, table: string): Promise<string[]> {
    const { column, purpose } = columnOf(table);
    const rows = await product.behindTheBack<{ sealed: string }>(`select ${column} as sealed from ${table}`);
    return rows.map(({ sealed }) => keys.open(sealed, purpose)).sort();
  }

  it('lie in columns that the registry knows, every one', async () => {
    const rows = await product.behindTheBack<{ name: string }>(
      `select attrelid::regclass || '.' || attname as name from pg_attribute
       where attname like '%sealed' and not attisdropped
         and attrelid in (select oid from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r')`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(sealedColumns.map(nameOf).sort());
  });

  it('are sealed with the newest key, still say the same, and the oldest key may go', async () => {
    expect(await keysInUse(product.config.databaseUrl)).toEqual([
      { keyId: 'first', secrets: 8, seals: false },
    ]);
    expect(await rotationWith(bothRings).rotate()).toEqual({ resealed: 8, broken: [] });
    const onlyNew = new KeyRing([second]);
    expect(await opened(onlyNew, 'app.member_totp')).toEqual(members.map(({ id }) => `seed of ${id}`).sort());
    expect(await opened(onlyNew, 'app.oidc_provider')).toEqual(
      organisations.map(({ id }) => `secret of ${id}`).sort(),
    );
    expect(await keysInUse(product.config.databaseUrl)).toEqual([
      { keyId: 'second', secrets: 8, seals: false },
    ]);
    await refuseMissingKeys(configWith(second));
    expect(await rotationWith(bothRings).rotate()).toEqual({ resealed: 0, broken: [] });
    const trail = await product.behindTheBack(
      `select detail from app.audit_event where what = 'secrets.resealed'`,
    );
    expect(trail).toEqual([
      { detail: { secrets: 4, key: 'second' } },
      { detail: { secrets: 4, key: 'second' } },
    ]);
  });

  it('may be rotated halfway and then to the end', async () => {
    const tired = new KeyRing([first, second]);
    const seal = tired.seal.bind(tired);
    let left = 3;
    tired.seal = (plain, purpose) => {
      if (left-- === 0) throw new Error('the power fails');
      return seal(plain, purpose);
    };
    await expect(rotationWith(tired).rotate()).rejects.toThrow('the power fails');
    expect(await keysInUse(product.config.databaseUrl)).toEqual([
      { keyId: 'first', secrets: 5, seals: false },
      { keyId: 'second', secrets: 3, seals: false },
    ]);
    expect(await rotationWith(bothRings).rotate()).toEqual({ resealed: 5, broken: [] });
    expect(await opened(bothRings, 'app.member_totp')).toEqual(
      members.map(({ id }) => `seed of ${id}`).sort(),
    );
  });

  it('are not put back when somebody changes them meanwhile', async () => {
    const { purpose } = columnOf('app.oidc_provider');
    const somebody = new Client({ connectionString: product.testDatabase.adminUrl });
    await somebody.connect();
    await somebody.query('begin');
    await somebody.query(
      'update app.oidc_provider set client_secret_sealed = $1 where organisation_id = $2',
      [ring.seal('a new secret', purpose), organisations[0]?.id],
    );
    const rotation = rotationWith(bothRings).rotate();
    await untilSomebodyWaits();
    await somebody.query('commit');
    await somebody.end();
    expect(await rotation).toEqual({ resealed: 8, broken: [] });
    expect(await opened(new KeyRing([second]), 'app.oidc_provider')).toContain('a new secret');
  });

  async function untilSomebodyWaits(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const waiting = await product.behindTheBack('select from pg_locks where not granted');
      if (waiting.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('Nobody waits for the row.');
  }

  it('are left alone where no key opens them, and named', async () => {
    const [member] = members;
    await product.behindTheBack(
      `update app.member_totp set secret_sealed = 'first:AAAA' where member_id = $1`,
      [member?.id],
    );
    expect(await rotationWith(bothRings).rotate()).toEqual({
      resealed: 7,
      broken: [`app.member_totp.secret_sealed of member_id ${member?.id}`],
    });
  });

  it('stop the start when their key is missing, and so does the seal of the trail', async () => {
    await expect(refuseMissingKeys(configWith(second))).rejects.toThrow(
      'COUNTERSIGN_KEYS lacks the key first, which 8 stored secrets need: put it back.',
    );
    await rotationWith(bothRings).rotate();
    await product.behindTheBack(
      `insert into app.audit_seal (organisation_id, seal_no, source, row_id, digest, hash, key_id, sealed_at)
       select $1, n, 'event', n::text, '', '', (array['ancient', 'first', 'second'])[1 + n % 3], now()
       from generate_series(1, 30) n`,
      [organisations[0]?.id],
    );
    expect(await keysInUse(product.config.databaseUrl)).toEqual([
      { keyId: 'ancient', secrets: 0, seals: true },
      { keyId: 'first', secrets: 0, seals: true },
      { keyId: 'second', secrets: 8, seals: true },
    ]);
    await expect(refuseMissingKeys(configWith(second))).rejects.toThrow(
      'COUNTERSIGN_KEYS lacks the key ancient, which the audit seal needs, and the key first, which the audit seal needs: put it back.',
    );
    await refuseMissingKeys(configWith(aKey('ancient'), first, second));
  });
});
