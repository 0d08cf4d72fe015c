import { Client } from 'pg';
import {
  createTestDatabase,
  liftEverythingButPolicies,
  organisationTables,
  plantRow,
  type TestDatabase,
} from '@countersign/testing';

const organisations = ['11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222'];

/** `pg_dump` reads each table whole, one after the other, as one of these roles. */
describe('A backup', () => {
  let testDatabase: TestDatabase;
  let admin: Client;
  let tables: string[];

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    admin = new Client({ connectionString: testDatabase.adminUrl });
    await admin.connect();
    await liftEverythingButPolicies(admin);
    tables = await organisationTables(admin);
    for (const organisation_id of organisations) {
      for (const table of tables) await plantRow(admin, table, { organisation_id });
    }
  });

  afterAll(async () => {
    await admin.end();
    await testDatabase.drop();
  });

  /** As superuser who becomes the role, since the tests give cs_backup no password. */
  async function as<T>(role: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: testDatabase.adminUrl });
    await client.connect();
    try {
      await client.query(`set session authorization ${role}`);
      if (role === 'cs_backup') await client.query('set default_transaction_read_only = on');
      return await work(client);
    } finally {
      await client.end();
    }
  }

  const everything = `
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app', 'lookup') and c.relkind in ('r', 'p', 'S')
    order by 1`;

  it('as cs_backup reads every row of every table of every organisation', async () => {
    expect(tables.length).toBeGreaterThan(40);
    await as('cs_backup', async (client) => {
      // What pg_dump sets: a table whose rows a policy would hide is an error, not an empty dump.
      await client.query('set row_security = off');
      const { rows } = await client.query<{ name: string }>(everything);
      const missing: string[] = [];
      for (const { name } of rows) {
        const sql = `select count(*)::int as rows from ${name}`;
        const seen = await client.query<{ rows: number }>(sql);
        const there = await admin.query<{ rows: number }>(sql);
        if (seen.rows[0]?.rows !== there.rows[0]?.rows) missing.push(name);
      }
      expect(missing).toEqual([]);
    });
  });

  it('as cs_backup can write nothing, not even where it lifts its own read-only setting', async () => {
    const writes = (table: string) => [
      `update app."${table}" set organisation_id = organisation_id`,
      `delete from app."${table}"`,
      `insert into app."${table}" select * from app."${table}" limit 1`,
      `truncate app."${table}"`,
    ];
    await as('cs_backup', async (client) => {
      const done: string[] = [];
      for (const sql of tables.flatMap(writes)) {
        for (const setting of ['on', 'off']) {
          await client.query(`set default_transaction_read_only = ${setting}`);
          const refusal = await client.query(sql).then(
            () => null,
            (error: { code?: string }) => error.code,
          );
          const expected = setting === 'on' ? '25006' : '42501';
          if (refusal !== expected) done.push(`${sql}: ${refusal}`);
        }
      }
      expect(done).toEqual([]);
    });
    await expect(
      as('cs_backup', (client) => client.query('create table app.kept (id int)')),
    ).rejects.toThrow();
  });

  it('is read-only by the role itself, wherever it logs in', async () => {
    const { rows } = await admin.query<{ settings: string[] }>(
      `select rolconfig as settings from pg_roles where rolname = 'cs_backup'`,
    );
    expect(rows[0]?.settings).toContain('default_transaction_read_only=on');
  });

  it('as the owner is refused, or empty where row security is switched on', async () => {
    const client = new Client({ connectionString: testDatabase.ownerUrl });
    await client.connect();
    try {
      for (const table of tables) {
        await client.query('set row_security = off');
        await expect(client.query(`select from app."${table}"`)).rejects.toThrow(/row-level security/);
        await client.query('set row_security = on');
        expect((await client.query(`select from app."${table}"`)).rowCount).toBe(0);
      }
    } finally {
      await client.end();
    }
  });
});
