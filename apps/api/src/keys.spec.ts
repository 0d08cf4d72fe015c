import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BuiltPrograms } from '@countersign/testing';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const entries = {
  api: 'apps/api/src/main.ts',
  lost: 'apps/api/src/keys-lost.ts',
  rotate: 'apps/api/src/secrets-rotate.ts',
  verify: 'apps/api/src/audit-verify.ts',
  worker: 'apps/worker/src/main.ts',
};
const organisation = '11111111-1111-7111-8111-111111111111';

// Each start is a whole process, and slow where the machine is busy.
jest.setTimeout(120_000);

/** The built programs as an operator runs them, told by their environment alone. */
describe('Programs and their keys', () => {
  const first = randomBytes(32);
  const oldKey = `first:${first.toString('base64')}`;
  const namesakeOf = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
  const newKey = `second:${randomBytes(32).toString('base64')}`;
  let programs: BuiltPrograms<keyof typeof entries>;
  let testDatabase: TestDatabase;
  let admin: Client;

  beforeAll(async () => {
    programs = await BuiltPrograms.of(entries);
    testDatabase = await createTestDatabase();
    admin = new Client({ connectionString: testDatabase.adminUrl });
    await admin.connect();
    await admin.query(
      `insert into app.organisation (organisation_id, slug, name, time_zone) values ($1, 'buyer', 'Buyer', 'UTC')`,
      [organisation],
    );
    await admin.query(
      `insert into app.oidc_provider (organisation_id, issuer, client_id, client_secret_sealed, label)
       values ($1, 'https://idp.example', 'countersign', $2, 'IdP')`,
      [organisation, sealedByFirst('known to both', 'oidc client secret')],
    );
  });

  afterAll(async () => {
    await admin.end();
    await testDatabase.drop();
    await programs.remove();
  });

  /** Written out here, so that another way of sealing shows as what it is: old secrets that nobody can open. */
  function sealedByFirst(plain: string, purpose: string): string {
    const secret = hkdfSync('sha256', first, Buffer.alloc(0), `countersign seal ${purpose}`, 32);
    const nonce = randomBytes(12);
    const sealing = createCipheriv('aes-256-gcm', Buffer.from(secret), nonce);
    sealing.setAAD(Buffer.from(purpose));
    const hidden = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
    return `first:${Buffer.concat([nonce, sealing.getAuthTag(), hidden]).toString('base64url')}`;
  }

  async function runProgram(
    program: keyof typeof entries,
    keys: string,
    args: readonly string[] = [],
  ): Promise<string> {
    const env = {
      DATABASE_URL: testDatabase.appUrl,
      REDIS_URL: testDatabase.redisUrl,
      PUBLIC_URL: 'http://localhost:3000',
      PORT: '0',
      FILES_DIR: join(programs.folder, 'files'),
      COUNTERSIGN_KEYS: keys,
      LOG_LEVEL: 'error',
    };
    const { code, stdout, stderr } = await programs.run(program, { env, args });
    return (code === 0 ? stdout : `exit ${code}: ${stderr}${stdout}`).trim();
  }

  it.each(['api', 'worker', 'rotate'] as const)(
    'the %s does not start without a key that something stored needs, and names it',
    async (program) => {
      expect(await runProgram(program, newKey)).toBe(
        'exit 1: COUNTERSIGN_KEYS lacks the key first, which 1 stored secret needs: put it back. Where it is lost for good, run keys:lost.',
      );
    },
  );

  const another = (id: string) =>
    `exit 1: COUNTERSIGN_KEYS holds another key under the id ${id} than the one this database was used with: put that one back. A new key needs an id of its own.`;

  it.each(['api', 'worker', 'rotate'] as const)(
    'the %s does not start with another key under the id of the one that sealed what is stored',
    async (program) => {
      expect(await runProgram(program, `${namesakeOf('first')},${newKey}`)).toBe(another('first'));
    },
  );

  it('rotation seals anew, says which key may go, and finds nothing left the next time', async () => {
    expect(await runProgram('rotate', `${oldKey},${newKey}`)).toBe(
      [
        'Sealed 1 secret with the key second.',
        'Key first: nothing needs it any more. It may be taken out.',
        'Key second: the newest.',
      ].join('\n'),
    );
    const { rows } = await admin.query('select client_secret_sealed from app.oidc_provider');
    expect(rows).toEqual([{ client_secret_sealed: expect.stringMatching(/^second:/) }]);
    await admin.query(
      `insert into app.audit_seal (organisation_id, seal_no, source, row_id, digest, hash, key_id, sealed_at)
       values ($1, 1, 'event', 'x', '', '', 'first', now())`,
      [organisation],
    );
    expect(await runProgram('rotate', `${oldKey},${newKey}`)).toBe(
      [
        'Sealed 0 secrets with the key second.',
        'Key first: no secret needs it, but the audit seal does, for ever. Keep it.',
        'Key second: the newest.',
      ].join('\n'),
    );
  });

  it('verification stops at another key of the same id instead of calling the trail changed', async () => {
    expect(await runProgram('verify', `${oldKey},${namesakeOf('second')}`)).toBe(another('second'));
  });

  describe('that are lost for good', () => {
    const third = `third:${randomBytes(32).toString('base64')}`;
    const reason = ['--reason', 'The machine with the keys burnt'];
    let installation: string;

    beforeAll(async () => {
      const { rows } = await admin.query<{ id: string }>('select installation_id as id from app.product');
      installation = rows[0]?.id ?? '';
      // Whatever a lost key sealed, nobody can recompute: any hash does.
      await admin.query(`
        do $$ begin
          set local session_replication_role = replica;
          delete from app.audit_seal;
        end $$;
        insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind)
          values ('${organisation}', 'job', 'spec', 'spec.recorded', 'vendor');
        insert into app.audit_seal (organisation_id, seal_no, source, row_id, digest, hash, key_id, sealed_at)
          select e.organisation_id, 1, 'event', e.id::text, app.audit_event_digest(e), sha256('x'), 'first', now()
          from app.audit_event e where e.what = 'spec.recorded'`);
    });

    it('are not recorded so without the id of the installation and a reason, and not while a worker lives', async () => {
      const said = await runProgram('lost', third);
      expect(said).toContain('NOTHING HAS BEEN CHANGED.');
      expect(said).toContain(`keys:lost -- --confirm ${installation} --reason "…"`);
      for (const args of [
        ['--confirm', installation],
        ['--confirm', installation, '--reason', 'short'],
        reason,
        ['--confirm', organisation, ...reason],
        ['--force'],
      ]) {
        expect(await runProgram('lost', third, args)).toMatch(/^exit 1: /);
      }
      await admin.query('insert into app.worker_heartbeat (id) values (gen_random_uuid())');
      expect(await runProgram('lost', third, ['--confirm', installation, ...reason])).toContain(
        'exit 1: A worker told',
      );
      await admin.query('delete from app.worker_heartbeat');
      expect(await runProgram('lost', namesakeOf('first'))).toContain(
        'exit 1: COUNTERSIGN_KEYS holds another key',
      );
      expect(await runProgram('lost', namesakeOf('first'))).toContain('change what stands before its colon.');
      const { rows } = await admin.query('select from app.key_loss');
      expect(rows).toEqual([]);
    });

    it('are recorded once, and rotation and verification go on with the new one', async () => {
      const args = ['--confirm', installation, ...reason];
      expect(await runProgram('lost', third, args)).toContain('The loss is recorded');
      expect(await runProgram('lost', third, args)).toContain('exit 1: No key is missing');
      expect(await runProgram('rotate', third)).toBe(
        ['Sealed 0 secrets with the key third.', 'Key third: the newest.'].join('\n'),
      );
      expect(await runProgram('rotate', `${third},${oldKey}`)).toContain('whose loss was recorded');
    });

    it('leave a trail of which verification says that it is neither proved nor wrong', async () => {
      const said = await runProgram('verify', third);
      expect(said).toContain('exit 2: Buyer (buyer): 2 sealed,');
      expect(said).toContain('1 line was sealed with a lost key: that it is as it was cannot be proved.');
      expect(said).not.toContain('Every sealed line is as it was.');
    });
  });
});
