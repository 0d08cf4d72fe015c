import { BuiltPrograms, plantNeglectedStandings } from '@countersign/testing';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

jest.setTimeout(120_000);

interface Outcome {
  readonly code: number | null;
  readonly said: string;
}

/** The built program as an operator runs it, told by its environment alone. */
describe('npm run recompute', () => {
  let programs: BuiltPrograms<'recompute'>;
  let database: TestDatabase;
  let admin: Client;

  beforeAll(async () => {
    programs = await BuiltPrograms.of({ recompute: 'apps/api/src/recompute.ts' });
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    // the first engagement has no standing, and nobody has computed those of the others
    await plantNeglectedStandings(admin, { engagements: 250, without: 'Service 1' });
  });

  afterAll(async () => {
    await admin.end();
    await database.drop();
    await programs.remove();
  });

  async function recompute(...args: string[]): Promise<Outcome> {
    const env = {
      DATABASE_URL: database.appUrl,
      COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
    };
    const { code, stdout, stderr } = await programs.run('recompute', { env, args });
    return { code, said: `${stdout}${stderr}` };
  }

  const counts = async () => {
    const { rows } = await admin.query<{ standings: number; history: number; lines: unknown[] }>(`
      select (select count(*)::int from app.standing where what_next <> '{}') as standings,
        (select count(*)::int from app.standing_history where cause = 'repair') as history,
        (select coalesce(jsonb_agg(detail), '[]') from app.audit_event where what = 'standings.repaired') as lines`);
    return rows[0];
  };

  it.each([[[]], [['--check', '--repair']], [['--all']]])(
    'says what it can do when told %j',
    async (args) => {
      expect(await recompute(...args)).toEqual({
        code: 1,
        said: 'Say what to do with standings that differ: recompute -- --check counts them, recompute -- --repair writes them again.\n',
      });
    },
  );

  it('counts those that differ and writes nothing; the exit code says that there are some', async () => {
    expect(await recompute('--check')).toEqual({
      code: 1,
      said: 'buyer: 250 of 250 differ.\n250 standings compared, 250 differing.\n',
    });
    expect(await counts()).toEqual({ standings: 0, history: 0, lines: [] });
  });

  it('repairs them a hundred at a time, with one line in the trail, and finds none afterwards', async () => {
    expect(await recompute('--repair')).toEqual({
      code: 0,
      said: [
        'buyer: 250 of 250 differ.',
        'buyer: 100 of 250 repaired.',
        'buyer: 200 of 250 repaired.',
        'buyer: 250 of 250 repaired.',
        '250 standings compared, 250 repaired.\n',
      ].join('\n'),
    });
    expect(await counts()).toEqual({ standings: 250, history: 250, lines: [{ standings: 250 }] });
    const { rows } = await admin.query<{ transactions: number }>(
      'select count(distinct xmin::text)::int as transactions from app.standing',
    );
    expect(rows).toEqual([{ transactions: 3 }]);
    const none = { code: 0, said: 'buyer: 0 of 250 differ.\n250 standings compared, 0 differing.\n' };
    expect(await recompute('--check')).toEqual(none);
  });

  it('leaves to the daily round those whose day has come', async () => {
    await admin.query(`
      update app.standing set changes_on = current_date - 1, what_next = '{}'
      where engagement_id in (select engagement_id from app.standing limit 2)`);
    expect(await recompute('--check')).toEqual({
      code: 0,
      said: 'buyer: 0 of 250 differ. 2 more wait for the daily round.\n250 standings compared, 0 differing.\n',
    });
  });
});
