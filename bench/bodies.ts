import 'reflect-metadata';
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import {
  addressOf,
  aProduct,
  asJsonBody,
  bodyCorpus,
  bodyOf,
  describedIn,
  hardTextsOf,
  matrixRecords,
  operationsOf,
  send,
  type MatrixRecords,
  type Operation,
  type StrangeBody,
  type TestProduct,
  type WireContract,
} from '@countersign/testing';

/**
 * How long one request can hold everybody else's. Each body of the corpus goes to each operation of the api as a
 * program of its own, from somebody who may call it, and the api tells the longest delay of its event loop after each.
 */
const MOST_MS = 50;
/** What holds the loop holds it each time; a machine that was busy elsewhere does not. */
const TRIES = 3;
const KEY = Buffer.alloc(32, 7);

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const contract = JSON.parse(readFileSync(beside('../../openapi.json'), 'utf8')) as WireContract;
// Some of what members do ends what a respondent can do.
const operations = operationsOf(contract).toSorted(
  (one, other) => Number(other.row.may === 'respondent') - Number(one.row.may === 'respondent'),
);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The api as it is started for people, told by its environment alone, with the watch loaded before it. */
class MeasuredApi {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start({ config, testDatabase, filesFolder }: TestProduct): Promise<MeasuredApi> {
    const child = fork(beside('api.mjs'), [], {
      execArgv: ['--enable-source-maps', '--import', new URL('event-loop.mjs', import.meta.url).href],
      env: {
        ...process.env,
        DATABASE_URL: testDatabase.appUrl,
        REDIS_URL: testDatabase.redisUrl,
        PUBLIC_URL: config.publicUrl,
        PORT: '0',
        FILES_DIR: filesFolder,
        COUNTERSIGN_KEYS: `1:${KEY.toString('base64')}`,
        LOG_LEVEL: 'error',
      },
    });
    const { listening } = await answerOf<{ listening: string }>(child, 'listening');
    return new MeasuredApi(child, Number(new URL(listening).port));
  }

  /** The longest delay in milliseconds while this is done. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const forgotten = answerOf(this.child, 'forgotten');
    this.child.send('forget');
    await forgotten;
    await work();
    const told = answerOf<{ longestMs: number }>(this.child, 'longestMs');
    this.child.send('tell');
    return (await told).longestMs;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
  }
}

function answerOf<Answer>(child: ChildProcess, name: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The api has ended.'));
    const listen = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !(name in message)) return;
      child.off('message', listen).off('exit', ended);
      resolve(message as Answer);
    };
    child.on('message', listen).once('exit', ended);
  });
}

/** Records and people, made beside the api that is measured. */
class Stage {
  private cookie = '';

  private constructor(
    private readonly product: TestProduct,
    private readonly api: MeasuredApi,
    private readonly records: MatrixRecords,
    private readonly admin: Client,
  ) {}

  static async set(product: TestProduct, api: MeasuredApi): Promise<Stage> {
    const records = await matrixRecords(product, 'bench');
    const admin = new Client({ connectionString: product.testDatabase.adminUrl });
    await admin.connect();
    return new Stage(product, api, records, admin);
  }

  close(): Promise<void> {
    return this.admin.end();
  }

  /** A browser of its own for each operation: one of them signs out. */
  async open({ row: { may } }: Operation): Promise<void> {
    const { product, records } = this;
    if (may === 'anyone') this.cookie = '';
    else if (may === 'respondent') this.cookie = await records.respondentCookie();
    else this.cookie = await product.cookieOf(await product.aMember({ organisation: records.organisation }));
  }

  /** The corpus, and where there is a form, that form full of texts that are hard to look through. */
  bodiesFor(operation: Operation): readonly StrangeBody[] {
    const form = bodyOf(operation, this.records.ids);
    const hard = form === null ? [] : hardTextsOf(form).map((one) => asJsonBody('hard texts', one));
    return [...bodyCorpus, ...hard];
  }

  async send(operation: Operation, { name, headers, bytes }: StrangeBody): Promise<number> {
    const answer = await send({
      port: this.api.port,
      method: operation.method,
      path: addressOf(operation, this.records.ids),
      headers: {
        'sec-fetch-site': 'same-origin',
        ...headers,
        ...(this.cookie !== '' && { cookie: this.cookie }),
        ...(operation.row.upload && { 'x-file-name': `${name}.txt` }),
      },
      bytes,
      agent,
    });
    return answer.status;
  }

  /** Nothing but the way there and back. */
  async sendNothing(): Promise<void> {
    const headers = { 'sec-fetch-site': 'same-origin' };
    await send({ port: this.api.port, method: 'get', path: '/api/session', headers, agent });
  }

  /** Each request comes from somebody who has not been here before: a refusal at the door would measure the door. */
  forgetLimits(): Promise<unknown> {
    return this.admin.query('delete from app.rate_count');
  }
}

interface Held {
  readonly what: string;
  readonly ms: number;
}

interface Outcome {
  readonly tried: number;
  readonly repeated: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Operations that met nobody signed in: what they do with a body was not seen. */
  readonly turnedAway: ReadonlySet<string>;
  readonly longest: Held;
}

async function overTheCorpus(stage: Stage, api: MeasuredApi): Promise<Outcome> {
  const statuses: Record<string, number> = {};
  const turnedAway = new Set<string>();
  let longest: Held = { what: 'nothing', ms: 0 };
  let tried = 0;
  let repeated = 0;
  for (const operation of operations) {
    await stage.open(operation);
    for (const body of stage.bodiesFor(operation)) {
      let ms = Infinity;
      for (let attempt = 0; attempt < TRIES && ms > MOST_MS; attempt++) {
        await stage.forgetLimits();
        const once = await api.during(async () => {
          const status = await stage.send(operation, body);
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (status === 401 && operation.row.may !== 'anyone') turnedAway.add(operation.id);
        });
        ms = Math.min(ms, once);
        repeated += attempt > 0 ? 1 : 0;
      }
      tried += 1;
      if (ms > longest.ms) longest = { what: `${operation.id}, ${body.name}`, ms };
    }
  }
  return { tried, repeated, statuses, turnedAway, longest };
}

async function overNothing(stage: Stage, api: MeasuredApi, times: number): Promise<number> {
  let longest = 0;
  for (let n = 0; n < times; n++) longest = Math.max(longest, await api.during(() => stage.sendNothing()));
  return longest;
}

function tell({ tried, repeated, statuses, turnedAway, longest }: Outcome, baseMs: number): void {
  const skipped = describedIn(contract).length - operations.length + turnedAway.size;
  const broken = Object.keys(statuses).filter((status) => Number(status) >= 500);
  say(`${operations.length} operations tried, ${skipped} skipped; ${tried} bodies, ${repeated} sent again.`);
  say(`Answers: ${JSON.stringify(statuses)}`);
  say(
    `Longest delay of the event loop: ${longest.ms.toFixed(1)} ms (${longest.what}); at most ${MOST_MS} ms.`,
  );
  say(`As many empty requests: ${baseMs.toFixed(1)} ms.`);
  say(`ratio bodies ${(longest.ms / baseMs).toFixed(3)}`);
  if (longest.ms > MOST_MS || skipped > 0 || broken.length > 0) process.exitCode = 1;
}

const product = await aProduct();
const api = await MeasuredApi.start(product);
const stage = await Stage.set(product, api);
try {
  // Whoever comes first pays for what is compiled then.
  await overNothing(stage, api, 50);
  const outcome = await overTheCorpus(stage, api);
  tell(outcome, await overNothing(stage, api, outcome.tried));
} finally {
  agent.destroy();
  await api.stop();
  await stage.close();
  await product.close();
}
