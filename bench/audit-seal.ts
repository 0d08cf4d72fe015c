import 'reflect-metadata';
import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Database, databaseOptions, KeyRing, Sealer, UnsealedLines } from '@countersign/server';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { TestDatabase } from '../tools/testing/test-database.cjs';

// Bundled into a folder of tmp/: the tests' own database server is no part of the bundle.
const { createTestDatabase } = createRequire(import.meta.url)('../../tools/testing/test-database.cjs') as {
  createTestDatabase(): Promise<TestDatabase>;
};

/**
 * What sealing costs an autosave. The product's own function, as the product calls it, from several clients at once:
 * on a database without the columns of the seal, on one with them, and on one where a sealer works beside it in a
 * process of its own, as the worker does. Slices of the three alternate, so that a busy machine is busy for all.
 */
const CLIENTS = 4;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 6);
const WARM_MS = Number(process.env['BENCH_WARM_MS'] ?? 3_000);
const SLICE_MS = Number(process.env['BENCH_SLICE_MS'] ?? 6_000);
/** As often as the worker. */
const SEAL_EVERY_MS = 3_000;

const variants = ['bare', 'without', 'with'] as const;
type Variant = (typeof variants)[number];

const autosave = `select status, revision, value, by_name, at from app.autosave($1, $2, $3, $4, $5, $6, $7)`;

async function asAdmin(database: TestDatabase, sql: string, values?: readonly unknown[]): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query(sql, values === undefined ? undefined : [...values]);
  await client.end();
}

/** Takes back what the seal added to the table of answers. */
const withoutSeal = `
  drop index app.answer_revision_transaction_index, app.answer_revision_erasure_index;
  alter table app.answer_revision
    alter column transaction_id set default 0,
    alter column who_salt drop default,
    alter column what_salt drop default`;

interface Respondent {
  readonly assessmentId: string;
  readonly session: Buffer;
}

/** One vendor's side for each client, planted: what it took to get there is not what is measured. */
async function plantRespondents(database: TestDatabase): Promise<Respondent[]> {
  const organisationId = randomUUID();
  const respondents = Array.from({ length: CLIENTS }, () => ({
    assessmentId: randomUUID(),
    session: createHash('sha256').update(randomUUID()).digest(),
  }));
  const organisation = `insert into app.organisation (organisation_id, slug, name, time_zone)
    values ('${organisationId}', 'bench', 'Bench', 'Etc/UTC');`;
  const plants = respondents.map(
    ({ assessmentId, session }) => `
    insert into app.assessment (organisation_id, id, engagement_id, questionnaire_version_id, contact_id, state, due_on,
        grace_until, facts, organisation_name, time_zone, vendor_name, service_name, contact_name, asked_by, asked_by_email)
      values ('${organisationId}', '${assessmentId}', uuidv7(), uuidv7(), uuidv7(), 'answering', '2099-01-01',
        '2099-01-01', '{}', '', 'Etc/UTC', '', '', '', '', '');
    insert into app.assessment_progress (organisation_id, assessment_id) values ('${organisationId}', '${assessmentId}');
    insert into app.respondent_grant (organisation_id, session_hash, assessment_id, invitation_id, contact_id,
        contact_name, expires_at)
      values ('${organisationId}', '\\x${session.toString('hex')}', '${assessmentId}', uuidv7(), uuidv7(),
        'Vera Vendor', now() + interval '1 day');`,
  );
  const plant = [organisation, ...plants, earlierAnswers(organisationId)].join('');
  await asAdmin(database, `begin; set local session_replication_role = replica; ${plant} commit`);
  // As autovacuum does within a minute: an empty table that was never looked at has any plan.
  await asAdmin(database, 'analyze');
  return respondents;
}

/** Of other assessments: nobody saves into an empty table for long. They count as sealed. */
const earlierAnswers = (organisationId: string): string => `
  insert into app.answer_revision (organisation_id, assessment_id, question, revision, section, value, by_contact_id, by_name)
    select '${organisationId}', md5((n / 70)::text)::uuid, 'MA-' || n % 70, 1, 'C', '{"answer":"yes"}', uuidv7(), 'Vera'
    from generate_series(1, 30000) n;
  insert into app.audit_seal_state values ('${organisationId}', app.cluster(), pg_current_xact_id()::text::bigint + 1);`;

class Writer {
  private readonly bases = new Map<string, number>();
  private count = 0;

  private constructor(
    private readonly client: Client,
    private readonly respondent: Respondent,
  ) {}

  static async of(database: TestDatabase, respondent: Respondent): Promise<Writer> {
    const client = new Client({ connectionString: database.appUrl });
    await client.connect();
    return new Writer(client, respondent);
  }

  /** Saves one answer after another until the time is over; gives how many. */
  async save(milliseconds: number): Promise<number> {
    let saved = 0;
    for (const end = performance.now() + milliseconds; performance.now() < end; saved++) await this.saveOne();
    return saved;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  private async saveOne(): Promise<void> {
    const number = this.count++;
    const question = `MA-${(number % 70) + 1}`;
    const base = this.bases.get(question) ?? 0;
    const value = JSON.stringify({
      answer: number % 2 ? 'yes' : 'no',
      followUps: { note: `As we said in ${number}` },
      naReason: null,
    });
    const { session, assessmentId } = this.respondent;
    const values = [session, assessmentId, question, 'C', value, base, '192.0.2.7'];
    const { rows } = await this.client.query<{ status: string }>({
      name: 'autosave',
      text: autosave,
      values,
    });
    if (rows[0]?.status !== 'saved') throw new Error(`An autosave was answered "${rows[0]?.status}".`);
    this.bases.set(question, base + 1);
  }
}

class Stage {
  private constructor(
    readonly database: TestDatabase,
    private readonly writers: readonly Writer[],
  ) {}

  static async set(): Promise<Stage> {
    const database = await createTestDatabase();
    const respondents = await plantRespondents(database);
    const writers: Writer[] = [];
    for (const respondent of respondents) writers.push(await Writer.of(database, respondent));
    return new Stage(database, writers);
  }

  /** Autosaves a second. */
  async rate(): Promise<number> {
    await Promise.all(this.writers.map((writer) => writer.save(WARM_MS)));
    const started = performance.now();
    const saved = await Promise.all(this.writers.map((writer) => writer.save(SLICE_MS)));
    return (1000 * saved.reduce((sum, one) => sum + one, 0)) / (performance.now() - started);
  }

  async close(): Promise<void> {
    for (const writer of this.writers) await writer.close();
    await this.database.drop();
  }
}

/** The worker's part, in a process of its own: seals while it is told to. */
async function sealAlways(databaseUrl: string): Promise<void> {
  const dataSource = await new DataSource(databaseOptions({ url: databaseUrl, connections: 2 })).initialize();
  const database = new Database(dataSource);
  const keys = new KeyRing([{ id: '1', secret: Buffer.alloc(32, 7) }]);
  const sealer = new Sealer(database, new UnsealedLines(database), keys);
  let on = false;
  process.on('message', (message) => {
    on = message === 'on';
    if (!on) void sealer.sealAll().then(() => process.send?.('sealed'));
  });
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
  for (;;) {
    if (on) await sealer.sealAll();
    await pause(SEAL_EVERY_MS);
  }
}

const told = (child: ChildProcess, word: string): Promise<void> =>
  new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if (message !== word) return;
      child.off('message', listen);
      resolve();
    };
    child.on('message', listen);
  });

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function measure(): Promise<void> {
  say(`Autosaves of ${CLIENTS} clients, ${ROUNDS} rounds of ${SLICE_MS / 1000} s each way, in turn:`);
  const stages: Record<Variant, Stage> = {
    bare: await Stage.set(),
    without: await Stage.set(),
    with: await Stage.set(),
  };
  await asAdmin(stages.bare.database, withoutSeal);
  const sealer = fork(fileURLToPath(import.meta.url), ['sealer', stages.with.database.appUrl]);
  await told(sealer, 'ready');
  const rates: Record<Variant, number[]> = { bare: [], without: [], with: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? variants : [...variants].reverse();
    for (const variant of order) {
      if (variant === 'with') sealer.send('on');
      rates[variant].push(await stages[variant].rate());
      if (variant !== 'with') continue;
      const done = told(sealer, 'sealed');
      sealer.send('off');
      await done;
    }
  }
  sealer.disconnect();
  for (const stage of Object.values(stages)) await stage.close();
  tell(rates);
}

function tell(rates: Record<Variant, readonly number[]>): void {
  const words: Record<Variant, string> = {
    bare: 'without the columns of the seal',
    without: 'with the columns, no sealer',
    with: `with a sealer every ${SEAL_EVERY_MS / 1000} s`,
  };
  for (const variant of variants) {
    const range = `${Math.min(...rates[variant]).toFixed(0)} to ${Math.max(...rates[variant]).toFixed(0)}`;
    say(`  ${words[variant].padEnd(34)} median ${median(rates[variant]).toFixed(0)} a second (${range})`);
  }
  say('The first figure is the sealer alone, the second everything that the seal asks of an autosave.');
  say(`ratio audit-seal ${(median(rates.with) / median(rates.without)).toFixed(3)}`);
  say(`ratio audit-seal-whole ${(median(rates.with) / median(rates.bare)).toFixed(3)}`);
}

const [mode, databaseUrl] = process.argv.slice(2);
if (mode === 'sealer' && databaseUrl !== undefined) await sealAlways(databaseUrl);
else await measure();
