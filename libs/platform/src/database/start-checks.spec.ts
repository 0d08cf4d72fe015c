import { migrationNames, migrateDown, migrateUp, showMigrations } from './migrator';
import { refuseUnfitDatabase } from './start-checks';
import { migrations } from '@countersign/migrations';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@countersign/testing';

const known = migrationNames(migrations);

describe('A start', () => {
  let testDatabase: TestDatabase;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
  });

  afterAll(() => testDatabase.drop());

  async function asAdministrator(sql: string): Promise<void> {
    const client = new Client({ connectionString: testDatabase.adminUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  it('is accepted as cs_app on a database of this version', async () => {
    await expect(refuseUnfitDatabase(testDatabase.appUrl, known)).resolves.toBeUndefined();
  });

  it('is refused as superuser', async () => {
    await expect(refuseUnfitDatabase(testDatabase.adminUrl, known)).rejects.toThrow(
      'The role postgres is a superuser, and row-level security does not bind superusers: let DATABASE_URL name the role cs_app.',
    );
  });

  it('is refused as the owner of the tables', async () => {
    await expect(refuseUnfitDatabase(testDatabase.ownerUrl, known)).rejects.toThrow(
      'The role cs_owner owns the tables and could lift their row-level security: let DATABASE_URL name the role cs_app.',
    );
  });

  it('is refused to a role that bypasses row-level security', async () => {
    const role = `bypass_${testDatabase.database}`;
    await asAdministrator(
      `create role ${role} login password 'p' bypassrls; grant connect on database ${testDatabase.database} to ${role}`,
    );
    const url = Object.assign(new URL(testDatabase.appUrl), { username: role, password: 'p' });
    await expect(refuseUnfitDatabase(url.toString(), known)).rejects.toThrow('has BYPASSRLS');
    await asAdministrator(`drop owned by ${role}; drop role ${role}`);
  });

  it('is refused when the database is behind, with the command that helps', async () => {
    await expect(refuseUnfitDatabase(testDatabase.appUrl, [...known, 'Newer1999999999999'])).rejects.toThrow(
      'The database lacks 1 migration(s) of this version: run `npm run migrate -- up` first.',
    );
  });

  it('is refused when the database is ahead', async () => {
    await expect(refuseUnfitDatabase(testDatabase.appUrl, known.slice(0, -1))).rejects.toThrow(
      `The database has migrations that this version does not know (${known.at(-1)}): start the newer version.`,
    );
  });

  it('is refused when nothing answers', async () => {
    const url = Object.assign(new URL(testDatabase.appUrl), { port: '1' }).toString();
    await expect(refuseUnfitDatabase(url, known)).rejects.toThrow('cannot be reached');
  });
});

describe('Migrations', () => {
  let testDatabase: TestDatabase;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
  });

  afterAll(() => testDatabase.drop());

  it('go down to nothing and up again', async () => {
    const access = { ownerUrl: testDatabase.ownerUrl, migrations };
    const undone: string[] = [];
    for (let name = await migrateDown(access); name !== null; name = await migrateDown(access))
      undone.push(name);
    expect(undone).toEqual([...known].reverse());
    expect((await showMigrations(access)).some(({ applied }) => applied)).toBe(false);
    // Two starts at once: one migrates, the other waits and finds nothing to do.
    const [first, second] = await Promise.all([migrateUp(access), migrateUp(access)]);
    expect([...first, ...second]).toEqual(known);
    expect((await showMigrations(access)).every(({ applied }) => applied)).toBe(true);
  }, 20_000);
});
