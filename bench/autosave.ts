import 'reflect-metadata';
import { Agent, request } from 'node:http';
import { loadavg } from 'node:os';
import { aProduct } from '@countersign/testing';
import { apiBeside, respondentsOf, type Respondent, type Respondents } from './people/respondents';
import { Server } from './server';

/**
 * What a vendor's save costs on its whole way through HTTP, against a bare NestJS route with one raw upsert. Both are
 * programs of their own with the same pool on the same database, and answer the same requests of the same clients,
 * turn by turn: there and back again in short slices. Each round is compared with itself only, so that a machine that
 * becomes busy is busy for both; the median of the rounds counts.
 */
const LEAST = 0.4;
const CLIENTS = 8;
const CONNECTIONS = 8;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 6);
const WARM_MS = Number(process.env['BENCH_WARM_MS'] ?? 3_000);
const SLICE_MS = Number(process.env['BENCH_SLICE_MS'] ?? 2_000);

const say = (line: string) => process.stdout.write(`${line}\n`);
/** One person's browser: the next save leaves when the one before is answered. */
class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly bases = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly server: Server,
    private readonly respondent: Respondent,
    private readonly questions: readonly string[],
  ) {}

  /** Saves one answer after another until the time is over; gives how many. */
  async save(milliseconds: number): Promise<number> {
    let saved = 0;
    for (const end = performance.now() + milliseconds; performance.now() < end; saved++) await this.saveOne();
    return saved;
  }

  close(): void {
    this.agent.destroy();
  }

  private async saveOne(): Promise<void> {
    const number = this.count++;
    const question = this.questions[number % this.questions.length] ?? '';
    const base = this.bases.get(question) ?? 0;
    const answer = Math.floor(number / this.questions.length) % 2 === 0 ? 'yes' : 'no';
    const value = { answer, followUps: {}, naReason: null };
    const { revision } = await this.put(question, JSON.stringify({ value, base }));
    if (revision !== base + 1) throw new Error(`Revision ${base + 1} was answered with ${revision}.`);
    this.bases.set(question, revision);
  }

  private put(question: string, body: string): Promise<{ revision: number }> {
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.server.port,
          method: 'PUT',
          path: `/api/respond/assessments/${this.respondent.assessmentId}/answers/${question}`,
          headers: {
            cookie: this.respondent.cookie,
            'sec-fetch-site': 'same-origin',
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(body)),
          },
          agent: this.agent,
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => (text += part));
          answer.once('error', reject);
          answer.once('end', () => {
            if (answer.statusCode === 200) resolve(JSON.parse(text) as { revision: number });
            else reject(new Error(`A save was answered ${answer.statusCode}: ${text}`));
          });
        },
      );
      asked.once('error', reject);
      asked.end(body);
    });
  }
}

class Crowd {
  private readonly clients: readonly Client[];

  constructor(server: Server, { all, questions }: Respondents) {
    this.clients = all.map((respondent) => new Client(server, respondent, questions));
  }

  /** Saves a second. */
  async rate(milliseconds: number): Promise<number> {
    const started = performance.now();
    const saved = await Promise.all(this.clients.map((client) => client.save(milliseconds)));
    return (1000 * saved.reduce((sum, one) => sum + one, 0)) / (performance.now() - started);
  }

  close(): void {
    for (const client of this.clients) client.close();
  }
}

interface Round {
  readonly product: number;
  readonly base: number;
}

async function measure(product: Crowd, base: Crowd): Promise<Round[]> {
  // Whoever comes first pays for what is compiled then.
  await base.rate(WARM_MS);
  await product.rate(WARM_MS);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const there = await base.rate(SLICE_MS);
    const rate = await product.rate(2 * SLICE_MS);
    const back = await base.rate(SLICE_MS);
    rounds.push({ product: rate, base: (there + back) / 2 });
  }
  return rounds;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

const inWords = (values: readonly number[]) =>
  `median ${median(values).toFixed(0)} a second (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`;

function tell(rounds: readonly Round[]): void {
  const ratios = rounds.map(({ product, base }) => product / base);
  const ratio = median(ratios);
  say(`Saves of ${CLIENTS} clients, ${CONNECTIONS} connections each way, ${ROUNDS} rounds:`);
  say(`  a vendor's save through the API    ${inWords(rounds.map(({ product }) => product))}`);
  say(`  a bare route with one raw upsert   ${inWords(rounds.map(({ base }) => base))}`);
  say(`Round by round: ${ratios.map((one) => one.toFixed(3)).join(', ')}; load ${loadavg()[0]?.toFixed(1)}.`);
  say(`ratio autosave ${ratio.toFixed(3)}`);
  if (ratio >= LEAST) return;
  say(`Less than ${LEAST} of the base.`);
  process.exitCode = 1;
}

const bareTable = `
  create schema bare;
  create table bare.answer (
    assessment_id uuid, question text, revision integer not null, value jsonb not null,
    primary key (assessment_id, question));
  grant usage on schema bare to cs_app;
  grant select, insert, update on bare.answer to cs_app`;

const product = await aProduct();
await product.behindTheBack(bareTable);
const respondents = await respondentsOf(product, CLIENTS);
const pool = { DATABASE_URL: product.testDatabase.appUrl, DATABASE_CONNECTIONS: String(CONNECTIONS) };
const servers = [
  await Server.start('api.mjs', {
    ...apiBeside(product),
    ...pool,
    PORT: '0',
  }),
  await Server.start('bare-route.mjs', pool),
] as const;
const crowds = servers.map((server) => new Crowd(server, respondents)) as unknown as readonly [Crowd, Crowd];
try {
  tell(await measure(...crowds));
} finally {
  for (const crowd of crowds) crowd.close();
  for (const server of servers) await server.stop();
  await product.close();
}
