import { Client } from 'pg';
import { migrations } from '@countersign/migrations';
import { migrateDown, migrateUp } from '@countersign/platform';
import { createTestDatabase, type TestDatabase } from '@countersign/testing';

const organisation = '01900000-0000-7000-8000-000000000001';
const member = '01900000-0000-7000-8000-000000000002';

describe('The upgrade of a filled database to sign-ins with two factors', () => {
  let testDatabase: TestDatabase;
  let admin: Client;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    admin = new Client({ connectionString: testDatabase.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await testDatabase.drop();
  });

  it('keeps sessions and counters, and takes itself back', async () => {
    const access = { ownerUrl: testDatabase.ownerUrl, migrations };
    await admin.query(
      `insert into app.organisation (organisation_id, slug, name, time_zone) values ($1, 'old', 'Old', 'UTC')`,
      [organisation],
    );
    await admin.query(
      `insert into app.sign_in_attempt (organisation_id, address, device, failures, last_failed_at)
       values ($1, 'rea@old.example', '', 3, now()), ($1, 'rea@old.example', 'known', 2, now())`,
      [organisation],
    );
    for (let taken: string | null = ''; taken !== 'SignIn1763900000007';) taken = await migrateDown(access);
    await admin.query(
      `insert into app.member (organisation_id, id, name, email) values ($1, $2, 'Rea', 'rea@old.example')`,
      [organisation, member],
    );
    await admin.query(
      `insert into app.member_session (organisation_id, token_hash, member_id, idle_until, expires_at)
       values ($1, 'one', $2, now() + interval '1 day', now() + interval '1 day'),
         ($1, 'two', $2, now() + interval '1 day', now() + interval '1 day')`,
      [organisation, member],
    );
    await migrateUp(access);
    const sessions = await admin.query(
      `select count(distinct id)::int as ids, bool_or(confirmed_at > now() - interval '15 minutes') as confirmed,
         bool_or(second_factor) as second_factor from app.member_session`,
    );
    expect(sessions.rows).toEqual([{ ids: 2, confirmed: false, second_factor: false }]);
    const attempts = await admin.query('select address, device, failures from app.sign_in_attempt');
    expect(attempts.rows).toEqual([{ address: 'rea@old.example', device: '', failures: 3 }]);
  }, 60_000);
});
