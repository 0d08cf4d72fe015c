import 'reflect-metadata';
import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ChainHeads, Sealer, UnsealedLines } from '@countersign/audit';
import { Database, databaseOptions, KeyRing } from '@countersign/platform';
import type { TestDatabase } from '../tools/testing/test-database.cjs';

// Bundled into a folder of tmp/: the tests' own database server is no part of the bundle.
const { createTestDatabase } = createRequire(import.meta.url)('../../tools/testing/test-database.cjs') as {
  createTestDatabase(): Promise<TestDatabase>;
};

/**
 * What sealing costs an autosave. The product's own function, as the product calls it, from several clients at once:
 * on a database without the columns of the seal, on one with them, and on one where a sealer works beside it in a
 * process of its own, as the worker does. Each round runs the three there and back again in short slices and is compared
 * with itself only, so that a machine that becomes busy is busy for all; the median of the rounds counts.
 */
const CLIENTS = 4;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 6);
const WARM_MS = Number(process.env['BENCH_WARM_MS'] ?? 500);
const SLICE_MS = Number(process.env['BENCH_SLICE_MS'] ?? 4_000);
/** As often as the worker. */
const SEAL_EVERY_MS = 3_000;
const EARLIER_ANSWERS = 30_000;

const variants = ['bare', 'without', 'with'] as const;
type Variant = (typeof variants)[number];

const autosave = `select status, revision, value, by_name, at from app.autosave($1, $2, $3, $4, $5, $6, $7, $8)`;

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
  readonly organisationId: string;
  readonly assessmentId: string;
  readonly session: Buffer;
}

/** One vendor's side for each client, planted: what it took to get there is not what is measured. */
async function plantRespondents(database: TestDatabase): Promise<Respondent[]> {
  const organisationId = randomUUID();
  const respondents = Array.from({ length: CLIENTS }, () => ({
    organisationId,
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
    from generate_series(1, ${EARLIER_ANSWERS}) n;
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
    const { organisationId, session, assessmentId } = this.respondent;
    const values = [organisationId, session, assessmentId, question, 'C', value, base, '192.0.2.7'];
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

  /** Answers of this run, and how many of them have their seal. */
  async standing(): Promise<{ saved: number; sealed: number }> {
    const client = new Client({ connectionString: this.database.adminUrl });
    await client.connect();
    const { rows } = await client.query<{ saved: number; sealed: number }>(
      `select (select count(*) from app.answer_revision)::int - $1 as saved,
         (select count(*) from app.audit_seal)::int as sealed`,
      [EARLIER_ANSWERS],
    );
    await client.end();
    return rows[0] ?? { saved: 0, sealed: 0 };
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
  const sealer = new Sealer(database, new UnsealedLines(database), new ChainHeads(database, keys), keys);
  let on = false;
  let sealing = Promise.resolve();
  const catchUp = async (): Promise<void> => {
    await sealing;
    while ((await organisationsToSeal(database)) > 0) await sealer.sealAll();
    process.send?.('sealed');
  };
  process.on('message', (message) => {
    on = message === 'on';
    if (!on) void catchUp();
  });
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
  for (;;) {
    if (on) await (sealing = sealer.sealAll());
    await pause(SEAL_EVERY_MS);
  }
}

async function organisationsToSeal(database: Database): Promise<number> {
  const { count } = await database.run({ kind: 'none' }, () =>
    database.one<{ count: number }>('select count(*)::int as count from lookup.organisations_to_seal()'),
  );
  return count;
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

/** Autosaves a second in each slice: there, and back again. */
type Round = Record<Variant, readonly [number, number]>;

interface Outcome {
  readonly rounds: readonly Round[];
  /** How much of what was saved had its seal when the writers stopped. */
  readonly sealedMeanwhile: number;
}

async function measure(): Promise<Outcome> {
  say(`Autosaves of ${CLIENTS} clients, ${ROUNDS} rounds of twice ${SLICE_MS / 1000} s each way:`);
  const stages: Record<Variant, Stage> = {
    bare: await Stage.set(),
    without: await Stage.set(),
    with: await Stage.set(),
  };
  await asAdmin(stages.bare.database, withoutSeal);
  const sealer = fork(fileURLToPath(import.meta.url), ['sealer', stages.with.database.appUrl]);
  await told(sealer, 'ready');
  const rounds: Round[] = [];
  const shares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const there = { bare: await stages.bare.rate(), without: await stages.without.rate() };
    const before = await stages.with.standing();
    sealer.send('on');
    const sealed = [await stages.with.rate(), await stages.with.rate()] as const;
    const after = await stages.with.standing();
    const done = told(sealer, 'sealed');
    sealer.send('off');
    await done;
    const back = { without: await stages.without.rate(), bare: await stages.bare.rate() };
    shares.push((after.sealed - before.sealed) / (after.saved - before.saved));
    rounds.push({
      bare: [there.bare, back.bare],
      without: [there.without, back.without],
      with: sealed,
    });
  }
  sealer.disconnect();
  for (const stage of Object.values(stages)) await stage.close();
  return { rounds, sealedMeanwhile: median(shares) };
}

const mean = ([one, other]: readonly [number, number]): number => (one + other) / 2;

function tell({ rounds, sealedMeanwhile }: Outcome): void {
  const words: Record<Variant, string> = {
    bare: 'without the columns of the seal',
    without: 'with the columns, no sealer',
    with: `with a sealer every ${SEAL_EVERY_MS / 1000} s`,
  };
  for (const variant of variants) {
    const rates = rounds.map((round) => mean(round[variant]));
    say(`  ${words[variant].padEnd(34)} median ${median(rates).toFixed(0)} a second (${rangeOf(rates, 0)})`);
  }
  const seals = `${(100 * sealedMeanwhile).toFixed(0)} % of the answers`;
  say(`${seals} had their seal when the writers stopped; the rest was sealed after that.`);
  const alone = rounds.map((round) => mean(round.with) / mean(round.without));
  const whole = rounds.map((round) => mean(round.with) / mean(round.bare));
  say(
    `The sealer alone, round by round: ${rangeOf(alone, 3)}. All that the seal asks: ${rangeOf(whole, 3)}.`,
  );
  say(`ratio audit-seal ${median(alone).toFixed(3)}`);
  say(`ratio audit-seal-whole ${median(whole).toFixed(3)}`);
}

function rangeOf(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}

const [mode, databaseUrl] = process.argv.slice(2);
if (mode === 'sealer' && databaseUrl !== undefined) await sealAlways(databaseUrl);
else tell(await measure());
