import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addDays,
  addMonths,
  contractSchedule,
  contractStanding,
  MOST_AMENDMENTS,
  type BusinessCalendar,
  type ContractTerms,
  todayIn,
} from '@countersign/domain';
import { Client } from 'pg';
import { Members, OpaqueSessions, Organisations } from '@countersign/identity';
import { Config, Database, KeyRing } from '@countersign/platform';
import { createHttpApplication } from '@countersign/server';
import { anIntake } from '@countersign/testing';
import type { TestDatabase } from '../tools/testing/test-database.cjs';

// Bundled into a folder of tmp/: the tests' own database server is no part of the bundle.
const { createTestDatabase } = createRequire(import.meta.url)('../../tools/testing/test-database.cjs') as {
  createTestDatabase(): Promise<TestDatabase>;
};

/**
 * What the longest contract that the API takes costs against a plain one, which is of three years, in an organisation
 * whose calendar is as it begins. Both are recorded and read through HTTP as a member does it, turn by turn, so that a
 * machine that becomes busy is busy for both; the medians are compared. What the rules alone cost is told beside it:
 * under sixty amendments against the same months without any.
 */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 25);
const MOST = 20;
const HOLIDAY_YEARS = 50;

const today = todayIn('UTC', new Date().toISOString());
const plainTerms: ContractTerms = {
  effectiveOn: addMonths(today, -30),
  serviceStartOn: null,
  initial: { kind: 'months', months: 12 },
  renewal: { kind: 'auto', months: 12 },
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'days', days: 90 },
  noticeBasis: 'sent-by',
  deliveryDays: 0,
  amendments: [],
  endedEarlyOn: null,
  agreedRenewals: 0,
};
const monthly: ContractTerms = {
  ...plainTerms,
  effectiveOn: '1950-01-01',
  initial: { kind: 'months', months: 1 },
  renewal: { kind: 'auto', months: 1 },
  notice: { kind: 'window', opensDays: 3_660, closesDays: 3_600 },
  noticeBasis: 'received-by',
  deliveryDays: 60,
};
/** Half of them rule over every term, half over one of their own, agreed over the contract's whole life. */
const longest: ContractTerms = {
  ...monthly,
  amendments: Array.from({ length: MOST_AMENDMENTS }, (_none, n) => ({
    fromTerm: n % 2 === 0 ? 1 : 1 + 15 * n,
    agreedOn: addDays('1950-01-01', 460 * n),
    lastDay: null,
    renewalMonths: null,
    notice: { kind: 'window' as const, opensDays: 3_660, closesDays: 3_600 - n },
  })),
};

type Product = Awaited<ReturnType<typeof createHttpApplication>>;

/** One organisation with one member, whose browser is signed in. */
class Buyer {
  private made = 0;

  private constructor(
    private readonly origin: string,
    private readonly cookie: string,
    readonly organisationId: string,
  ) {}

  static async in(app: Product, slug: string): Promise<Buyer> {
    const { id: organisationId } = await app
      .get(Organisations, { strict: false })
      .createOrganisation({ name: slug, slug, timeZone: 'Etc/UTC' });
    const token = await app
      .get(Database, { strict: false })
      .run({ kind: 'job', organisationId, name: 'bench' }, async () => {
        const member = { name: 'Paula Buyer', email: `paula@${slug}.example`, passwordHash: 'none' };
        const { id } = await app
          .get(Members, { strict: false })
          .add({ ...member, roles: ['procurement'], leadId: null });
        return app.get(OpaqueSessions, { strict: false }).start(id, { userAgent: null, from: null });
      });
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new Buyer(`http://127.0.0.1:${port}/api`, `countersign=${token}`, organisationId);
  }

  /** Of a service of its own; gives the contract's id and how long it took. */
  async record(terms: ContractTerms): Promise<{ id: string; ms: number; terms: number }> {
    const name = `Vendor ${++this.made}`;
    const { id: vendorId } = await this.ask<{ id: string }>('POST', '/vendors', { name });
    const service = await this.ask<{ id: string }>('POST', `/vendors/${vendorId}/engagements`, {
      name,
      intake: anIntake(),
    });
    const contract = { vendorId, engagementIds: [service.id], title: name, signedOn: null, terms };
    const started = performance.now();
    const { id, schedule } = await this.ask<{ id: string; schedule: unknown[] }>(
      'POST',
      '/contracts',
      contract,
    );
    return { id, ms: performance.now() - started, terms: schedule.length };
  }

  async read(contractId: string): Promise<number> {
    const started = performance.now();
    await this.ask('GET', `/contracts/${contractId}`);
    return performance.now() - started;
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}

/** As many days off as an organisation has after half a century. */
async function plantHolidays(database: TestDatabase, organisationId: string): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query(
    `insert into app.holiday (organisation_id, day, name)
     select $1, make_date(year, month, 4), 'Closed'
     from generate_series(extract(year from now())::int - $2 + 4, extract(year from now())::int + 3) year,
       generate_series(1, 12) month`,
    [organisationId, HOLIDAY_YEARS],
  );
  await client.end();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const inWords = (values: readonly number[]) =>
  `median ${median(values).toFixed(3)} ms (${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)})`;

interface Times {
  readonly longest: number[];
  readonly plain: number[];
}
const times = (): Times => ({ longest: [], plain: [] });

/** What is true of one promise; false where it is broken. */
function tell(name: string, what: string, { longest: worst, plain }: Times): boolean {
  const ratio = median(worst) / median(plain);
  say(`${what}: the longest ${inWords(worst)}; the base, ${inWords(plain)}`);
  say(`ratio ${name} ${ratio.toFixed(3)}`);
  return ratio <= MOST;
}

async function measureHttp(app: Product, database: TestDatabase) {
  const ordinary = await Buyer.in(app, 'ordinary');
  const busy = await Buyer.in(app, 'busy');
  await plantHolidays(database, busy.organisationId);
  const [saving, reading] = [times(), times()];
  const kept = { longest: 0, plain: 0 };
  for (let round = -3; round < ROUNDS; round += 1) {
    const plain = await ordinary.record(plainTerms);
    const worst = await busy.record(longest);
    const [plainRead, worstRead] = [await ordinary.read(plain.id), await busy.read(worst.id)];
    Object.assign(kept, { longest: worst.terms, plain: plain.terms });
    // The first rounds find everything cold.
    if (round < 0) continue;
    saving.plain.push(plain.ms);
    saving.longest.push(worst.ms);
    reading.plain.push(plainRead);
    reading.longest.push(worstRead);
  }
  return { saving, reading, kept };
}

/** Everything that `domain` computes of a contract's time when it is saved. */
function computeAll(terms: ContractTerms, calendar: BusinessCalendar): void {
  contractStanding(terms, calendar, today, { stillServed: true });
  contractSchedule(terms, calendar, { until: addMonths(today, 24) });
}

function measureRules(base: ContractTerms): Times {
  const days = Array.from({ length: 12 * HOLIDAY_YEARS }, (_none, n) => addMonths('1980-01-04', n));
  const calendar = { holidays: new Set(days) };
  const timed = (terms: ContractTerms): number => {
    const started = performance.now();
    computeAll(terms, calendar);
    return performance.now() - started;
  };
  const rules = times();
  for (let round = -10; round < 4 * ROUNDS; round += 1) {
    const [worst, plain] = [timed(longest), timed(base)];
    if (round < 0) continue;
    rules.longest.push(worst);
    rules.plain.push(plain);
  }
  return rules;
}

async function main(): Promise<void> {
  const database = await createTestDatabase();
  const filesFolder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const app = await createHttpApplication(
    new Config({
      databaseUrl: database.appUrl,
      databaseConnections: 4,
      redisUrl: database.redisUrl,
      publicUrl: 'http://localhost:3000',
      host: '127.0.0.1',
      port: 0,
      trustedProxies: [],
      allowedPrivateHosts: [],
      portalFolder: null,
      portalKeptFolder: null,
      files: { kind: 'folder', folder: filesFolder },
      maximumFileBytes: 1024 * 1024,
      maximumOrganisationBytes: 1024 ** 3,
      keys: new KeyRing([{ id: '1', secret: Buffer.alloc(32, 7) }]),
      smtpUrl: null,
      inboxUrl: 'http://localhost:3025',
      logLevel: 'silent',
      metricsPort: null,
      metricsHost: '127.0.0.1',
      workerProbeFile: null,
      stubLanguage: false,
    }),
  );
  try {
    await app.listen(0, '127.0.0.1');
    const { saving, reading, kept } = await measureHttp(app, database);
    say(`The longest contract has ${kept.longest} terms and ${MOST_AMENDMENTS} amendments,`);
    say(`the base ${kept.plain} terms and none: a year, renewed by the year, begun 30 months ago.`);
    const results = [
      tell('schedule', 'Recorded through the API', saving),
      tell('schedule-reading', 'Read through the API', reading),
      tell('schedule-rules', 'The rules alone, against the same months unamended', measureRules(monthly)),
    ];
    if (results.includes(false)) {
      say(`More than ${MOST} times the base.`);
      process.exitCode = 1;
    }
  } finally {
    await app.close();
    await database.drop();
    rmSync(filesFolder, { recursive: true, force: true });
  }
}

await main();
