import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltPrograms, heard } from '@countersign/testing';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const mails = 500;
const concurrency = 10;
const leaseSeconds = 2;

interface Received {
  readonly to: string;
  readonly messageId: string;
}

/** Slow enough that a worker is always in the middle of several mails. */
class SlowMailServer {
  readonly received: Received[] = [];
  answersAfterMs = 25;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const messageId = /^Message-ID: *(\S+)/im.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
        this.received.push({ to: session.envelope.rcptTo[0]?.address ?? '', messageId });
        setTimeout(() => answer(), this.answersAfterMs);
      });
    },
  });

  async start(): Promise<string> {
    // A worker that is killed leaves its connections broken.
    this.server.on('error', () => undefined);
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const address = this.server.server.address();
    if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
    return `smtp://127.0.0.1:${address.port}`;
  }

  get addresses(): Set<string> {
    return new Set(this.received.map(({ to }) => to));
  }

  async stop(): Promise<void> {
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}

async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${seconds} seconds in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** 500 assessments due in seven days, each with a contact of its own: 500 reminders are due. */
const plant500Reminders = `
  do $$
  declare o uuid; v uuid; e uuid; q uuid; qv uuid; c uuid; a uuid; due date := app.today('Etc/GMT-14') + 7;
  begin
    insert into app.organisation (slug, name, time_zone) values ('buyer', 'Buyer', 'Etc/GMT-14')
      returning organisation_id into o;
    insert into app.vendor (organisation_id, name, name_key) values (o, 'Harbor', 'harbor') returning id into v;
    insert into app.engagement
      (organisation_id, vendor_id, name, intake, inherent, impact_hundredths, likelihood, inherent_level, tier)
      values (o, v, 'Payroll', '{}', '{}', 0, 0, 'low', 3) returning id into e;
    insert into app.questionnaire (organisation_id, key, title) values (o, 'q', 'Q') returning id into q;
    insert into app.questionnaire_version (organisation_id, questionnaire_id, number, source, document, questions, hash)
      values (o, q, 1, '{}', '{}', 0, 'h') returning id into qv;
    for i in 1..${mails} loop
      insert into app.contact (organisation_id, vendor_id, name, email)
        values (o, v, 'Contact ' || i, 'contact-' || i || '@harbor.example') returning id into c;
      insert into app.assessment
        (organisation_id, engagement_id, questionnaire_version_id, contact_id, state, due_on, grace_until, facts,
         organisation_name, time_zone, vendor_name, service_name, contact_name, asked_by, asked_by_email)
        values (o, e, qv, c, 'sent', due, due, '{}', 'Buyer', 'UTC', 'Harbor', 'Payroll', 'Contact ' || i, 'Kim',
          'kim@buyer.example') returning id into a;
      insert into app.invitation (organisation_id, assessment_id, contact_id) values (o, a, c);
      insert into app.milestone (organisation_id, object_kind, object_id, ladder, target_date, starts_on, schedule_version)
        values (o, 'assessment', a, 'assessment-due', due - 1, due - 60, 1);
    end loop;
  end $$`;

describe('the worker', () => {
  let folder: string;
  let programs: BuiltPrograms<'main'>;
  let database: TestDatabase;
  let admin: Client;
  let redis: Redis;
  let server: SlowMailServer;
  let smtpUrl: string;
  const workers = new Set<ChildProcess>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-worker-'));
    programs = await BuiltPrograms.of({ main: 'apps/worker/src/main.ts' });
  }, 60_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await programs.remove();
  });

  beforeEach(async () => {
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    redis = new Redis(database.redisUrl);
    server = new SlowMailServer();
    smtpUrl = await server.start();
    await admin.query(plant500Reminders);
  });

  afterEach(async () => {
    for (const worker of workers) await kill(worker);
    redis.disconnect();
    await admin.end();
    await server.stop();
    await database.drop();
  });

  async function startWorker(environment: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
    const worker = programs.start('main', {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.appUrl,
        REDIS_URL: database.redisUrl,
        PUBLIC_URL: 'https://risk.buyer.example',
        FILES_DIR: folder,
        COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
        SMTP_URL: smtpUrl,
        LOG_LEVEL: 'silent',
        COUNTERSIGN_MAIL_LEASE_SECONDS: String(leaseSeconds),
        COUNTERSIGN_MAIL_CONCURRENCY: String(concurrency),
        COUNTERSIGN_MAIL_PER_SECOND: '1000',
        ...environment,
      },
    });
    workers.add(worker);
    await once(worker, 'message');
    return worker;
  }

  async function kill(worker: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    workers.delete(worker);
    if (worker.exitCode !== null || worker.signalCode !== null) return worker.exitCode;
    const gone = once(worker, 'exit');
    worker.kill(signal);
    const [code] = (await gone) as [number | null];
    return code;
  }

  async function count(condition: string): Promise<number> {
    const { rows } = await admin.query<{ count: string }>(
      `select count(*) from app.notification where ${condition}`,
    );
    return Number(rows[0]?.count);
  }

  const inTheMiddle = () => until('150 mails have arrived', () => server.received.length >= 150);
  const allRecorded = async () => {
    await until('every mail has arrived', () => server.addresses.size === mails);
    await until('every mail is recorded', async () => (await count(`state = 'sent'`)) === mails);
  };

  describe('while the operator has switched mail off', () => {
    const off = { COUNTERSIGN_MAIL: 'off' };

    const told = async () => {
      const { rows } = await admin.query<{ since: string; off: boolean }>(
        'select mail_waits_since::text as since, mail_off as off from app.worker_heartbeat',
      );
      return rows;
    };

    /** Stopped as planned it has done a round of everything: what it began is waited for. */
    const aRound = async () => {
      const worker = await startWorker(off);
      await until('the worker has told that it lives', async () => (await told()).some((beat) => beat.off));
      const [beat] = await told();
      expect(await kill(worker, 'SIGTERM')).toBe(0);
      return beat;
    };

    it('plans nothing, tells since when through every start, and catches up once mail is on again', async () => {
      const first = await aRound();
      expect(await aRound()).toEqual(first);
      expect([await count('true'), server.received.length]).toEqual([0, 0]);

      await startWorker();
      await allRecorded();
      expect(server.received).toHaveLength(mails);
      const { rows } = await admin.query('select mail_off_since from app.product');
      expect(rows).toEqual([{ mail_off_since: null }]);
    });

    it('claims and sends nothing of what the ledger and the queue hold already', async () => {
      const before = await startWorker();
      await inTheMiddle();
      await kill(before);
      const standing = async () => {
        const { rows } = await admin.query(
          'select state, count(*), sum(attempts) from app.notification group by 1',
        );
        return [server.received.length, rows];
      };
      await admin.query(`delete from app.worker_heartbeat`);
      const left = await standing();
      await aRound();
      await aRound();
      expect(await standing()).toEqual(left);
    });
  });

  it('loses no mail when it is killed in the middle and Redis forgets everything', async () => {
    const victim = await startWorker();
    await inTheMiddle();
    await kill(victim);
    await redis.flushall();
    const before = server.received.length;
    expect(before).toBeLessThan(mails);
    expect(await count(`state = 'sending'`)).toBeGreaterThan(0);

    await startWorker();
    await allRecorded();

    expect(server.addresses.size).toBe(mails);
    const repeated = server.received.length - mails;
    expect(repeated).toBeLessThanOrEqual(concurrency);
    // A repeated mail is the same mail: it has the Message-ID of the first.
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(mails);
    const inDoubt = await count('in_doubt');
    expect(inDoubt).toBeGreaterThanOrEqual(repeated);
    expect(inDoubt).toBeLessThanOrEqual(concurrency);
  }, 180_000);

  it('repeats no mail when it is stopped as planned and Redis forgets everything', async () => {
    const first = await startWorker();
    await inTheMiddle();
    expect(await kill(first, 'SIGTERM')).toBe(0);
    expect(await count(`state = 'sending'`)).toBe(0);
    await redis.flushall();
    expect(server.received.length).toBeLessThan(mails);

    await startWorker();
    await allRecorded();
    expect(server.received).toHaveLength(mails);
    expect(await count('in_doubt')).toBe(0);
  }, 180_000);

  it('repeats no mail when Redis forgets everything and the database drops every connection meanwhile', async () => {
    await startWorker();
    for (const arrived of [50, 150, 250]) {
      await until(`${arrived} mails have arrived`, () => server.received.length >= arrived);
      await redis.flushall();
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
    }
    await allRecorded();
    expect(server.received).toHaveLength(mails);
    expect(await count('in_doubt')).toBe(0);
  }, 180_000);

  it('says since when and why no mail leaves, until the mail server takes it again', async () => {
    const waits = async () => {
      const { rows } = await admin.query<{ because: string | null }>(
        'select mail_waits_because as because from app.worker_heartbeat',
      );
      return rows[0]?.because ?? null;
    };
    const away = await startWorker({ SMTP_URL: 'smtp://127.0.0.1:1' });
    await until('the outage is told', async () => (await waits()) !== null);
    expect(await waits()).toContain('ECONNREFUSED');
    await kill(away, 'SIGTERM');
    await startWorker();
    await allRecorded();
    expect(await waits()).toBeNull();
  }, 180_000);

  it('shares the work with a second worker without sending anything twice', async () => {
    await Promise.all([startWorker(), startWorker()]);
    await allRecorded();
    expect(server.received).toHaveLength(mails);
  }, 180_000);

  it('sends mail with a pool of one connection, beside files that are two days old', async () => {
    const aside = join(folder, 'ab');
    await mkdir(aside, { recursive: true });
    const old = new Date(Date.now() - 2 * 24 * 60 * 60 * 1_000);
    const path = join(aside, 'ab000000-0000-4000-8000-000000000000');
    await startWorker({ DATABASE_CONNECTIONS: '1' });
    await writeFile(path, 'x');
    await utimes(path, old, old);
    const again = await startWorker({ DATABASE_CONNECTIONS: '1' });
    await allRecorded();
    const { rows } = await admin.query<{ trouble: string | null }>(
      `select trouble from app.worker_heartbeat where beat_at > now() - interval '1 minute'`,
    );
    expect(rows.map(({ trouble }) => trouble)).toEqual([null, null]);
    await kill(again, 'SIGTERM');
    const { rows: left } = await admin.query('select from app.worker_heartbeat');
    expect(left).toHaveLength(1);
  }, 180_000);

  it('waits at a planned stop for a server that takes its time, and repeats nothing', async () => {
    server.answersAfterMs = 13_000;
    const slow = await startWorker({ COUNTERSIGN_MAIL_LEASE_SECONDS: '30' });
    await until('mail is in flight', () => server.received.length >= concurrency);
    expect(await kill(slow, 'SIGTERM')).toBe(0);
    expect(await count(`state = 'sent'`)).toBe(server.received.length);
    expect(await count(`state = 'sending'`)).toBe(0);
    expect(await count('in_doubt')).toBe(0);
  }, 180_000);

  it('ends with the process that started it', async () => {
    const worker = await startWorker();
    const gone = once(worker, 'exit');
    worker.disconnect();
    expect(await gone).toEqual([0, null]);
  }, 60_000);

  it('refuses a role that row-level security does not bind, with a sentence', async () => {
    const worker = programs.start('main', {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.ownerUrl,
        REDIS_URL: database.redisUrl,
        PUBLIC_URL: 'https://risk.buyer.example',
        FILES_DIR: folder,
        COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
      },
    });
    expect(await heard(worker)).toEqual({
      code: 1,
      said: expect.stringContaining('let DATABASE_URL name the role cs_app'),
    });
  }, 60_000);
});
