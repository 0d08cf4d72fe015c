import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { BuiltPrograms, heard } from '@countersign/testing';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const oneShots = [
  'administrator-let-in',
  'audit-verify',
  'demonstration',
  'keys-lost',
  'migrate',
  'organisation-create',
  'secrets-rotate',
  'usage',
] as const;
type Program = 'api' | 'worker' | (typeof oneShots)[number];
const programs: Readonly<Record<string, string>> = {
  api: 'apps/api/src/main.ts',
  worker: 'apps/worker/src/main.ts',
  ...Object.fromEntries(oneShots.map((name) => [name, `apps/api/src/${name}.ts`])),
};
const words: Partial<Record<Program, readonly string[]>> = {
  'administrator-let-in': [
    '--organisation=birch',
    '--email=bo@birch.example',
    '--reason=The telephone is lost',
  ],
  demonstration: ['seed'],
  migrate: ['up'],
  'organisation-create': [
    ...['--slug=birch', '--name=Birch Bank', '--time-zone=America/Chicago'],
    ...['--administrator=bo@birch.example', '--administrator-name=Bo Birch'],
  ],
};

/** Starts at once: more would only wait for each other. */
const AT_ONCE = 3;

interface Mistake {
  readonly what: string;
  readonly of: readonly Program[];
  readonly set: (about: Surroundings) => Record<string, string>;
  /** The whole of what is said. */
  readonly said: RegExp;
}

interface Surroundings {
  readonly database: TestDatabase;
  /** Without any table. */
  readonly empty: TestDatabase;
  /** Of a version that comes after this one. */
  readonly newer: TestDatabase;
  readonly folder: string;
  /** Somebody else's server: it takes connections and never says a word. */
  readonly silentPort: number;
  /** A server of buckets that is there. */
  readonly s3Url: string;
}

const inABucket = {
  FILES_DIR: '',
  FILES_S3_BUCKET: 'countersign',
  FILES_S3_ACCESS_KEY_ID: 'S3RVER',
  FILES_S3_SECRET_ACCESS_KEY: 'S3RVER',
};

const both: readonly Program[] = ['api', 'worker'];
/** What works as cs_app, and what changes the schema: each is tried with one mistake, and with the others some of them. */
const ofTheProduct = oneShots.filter((name) => name !== 'migrate');
const ofTheOwner: readonly Program[] = ['demonstration', 'migrate'];
const changed = (url: string, parts: Partial<Pick<URL, 'password' | 'port' | 'pathname' | 'hostname'>>) =>
  Object.assign(new URL(url), parts).toString();

const mistakes: readonly Mistake[] = [
  {
    what: 'a database server that never answers',
    of: ['api'],
    set: ({ database, silentPort }) => ({
      DATABASE_URL: changed(database.appUrl, { port: String(silentPort) }),
    }),
    said: /^The database named by DATABASE_URL does not answer within 10 seconds: .*\.$/,
  },
  {
    what: 'a database server that is not there',
    of: [...both, 'audit-verify', 'usage'],
    set: ({ database }) => ({ DATABASE_URL: changed(database.appUrl, { port: '1' }) }),
    said: /^The database named by DATABASE_URL cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\): start it or correct the variable\.$/,
  },
  {
    what: 'the wrong password of the database',
    of: ['worker', 'keys-lost', 'audit-verify', 'demonstration'],
    set: ({ database }) => ({ DATABASE_URL: changed(database.appUrl, { password: 'wrong' }) }),
    said: /^The database refuses the name or the password in DATABASE_URL .*: correct the variable\.$/,
  },
  {
    what: 'a database that does not exist',
    of: ['api', 'secrets-rotate', 'organisation-create'],
    set: ({ database }) => ({ DATABASE_URL: changed(database.appUrl, { pathname: '/elsewhere' }) }),
    said: /^The server named by DATABASE_URL has no database elsewhere: create it or correct the variable\.$/,
  },
  {
    what: 'a superuser',
    of: ['worker'],
    set: ({ database }) => ({ DATABASE_URL: database.adminUrl }),
    said: /^The role postgres is a superuser, .* let DATABASE_URL name the role cs_app\.$/,
  },
  {
    what: 'the owner of the tables',
    of: ofTheProduct,
    set: ({ database }) => ({ DATABASE_URL: database.ownerUrl }),
    said: /^The role cs_owner owns the tables .*: let DATABASE_URL name the role cs_app\.$/,
  },
  {
    what: 'a database without tables',
    of: ['api', 'audit-verify', 'administrator-let-in'],
    set: ({ empty }) => ({ DATABASE_URL: empty.appUrl }),
    said: /^The database lacks \d+ migration\(s\) of this version: run `npm run migrate -- up` first\.$/,
  },
  {
    what: 'a database of a newer version',
    of: ['worker', 'audit-verify', 'secrets-rotate'],
    set: ({ newer }) => ({ DATABASE_URL: newer.appUrl, DATABASE_OWNER_URL: newer.ownerUrl }),
    said: /^The database has migrations that this version does not know \(Newer1999999999999\): start the newer version\.$/,
  },
  {
    what: 'no address of the owner',
    of: ['migrate'],
    set: () => ({ DATABASE_OWNER_URL: '' }),
    said: /^DATABASE_OWNER_URL is not set: it names the database as the role cs_owner\.$/,
  },
  {
    what: 'the wrong password of the owner',
    of: ofTheOwner,
    set: ({ database }) => ({ DATABASE_OWNER_URL: changed(database.ownerUrl, { password: 'wrong' }) }),
    said: /^The database refuses the name or the password in DATABASE_OWNER_URL .*: correct the variable\.$/,
  },
  {
    what: 'a database of the owner that does not exist',
    of: ['migrate'],
    set: ({ database }) => ({ DATABASE_OWNER_URL: changed(database.ownerUrl, { pathname: '/elsewhere' }) }),
    said: /^The server named by DATABASE_OWNER_URL has no database elsewhere: create it or correct the variable\.$/,
  },
  {
    what: 'a server of the owner that is not there',
    of: ['migrate'],
    set: ({ database }) => ({ DATABASE_OWNER_URL: changed(database.ownerUrl, { port: '1' }) }),
    said: /^The database named by DATABASE_OWNER_URL cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\): start it or correct the variable\.$/,
  },
  {
    what: 'a server of the owner that never answers',
    of: ['migrate'],
    set: ({ database, silentPort }) => ({
      DATABASE_OWNER_URL: changed(database.ownerUrl, { port: String(silentPort) }),
    }),
    said: /^The database named by DATABASE_OWNER_URL does not answer within 10 seconds: .*\.$/,
  },
  {
    what: 'the role of the product as owner',
    of: ofTheOwner,
    set: ({ database }) => ({ DATABASE_OWNER_URL: database.appUrl }),
    said: /^The role cs_app may not change the tables: let DATABASE_OWNER_URL name the role cs_owner\.$/,
  },
  {
    what: 'the role of the product as owner of a database without tables',
    of: ofTheOwner,
    set: ({ empty }) => ({ DATABASE_OWNER_URL: empty.appUrl }),
    said: /^The role cs_app may not change the tables: let DATABASE_OWNER_URL name the role cs_owner\.$/,
  },
  {
    what: 'a superuser as owner',
    of: ['migrate'],
    set: ({ database }) => ({ DATABASE_OWNER_URL: database.adminUrl }),
    said: /^The role postgres is a superuser, .*: let DATABASE_OWNER_URL name the role cs_owner\.$/,
  },
  {
    what: 'an owner whose tables are not made yet',
    of: ['demonstration'],
    set: ({ empty }) => ({ DATABASE_OWNER_URL: empty.ownerUrl }),
    said: /^The database lacks \d+ migration\(s\) of this version: run `npm run migrate -- up` first\.$/,
  },
  {
    what: 'an owner whose tables are of a newer version',
    of: ofTheOwner,
    set: ({ newer }) => ({ DATABASE_OWNER_URL: newer.ownerUrl }),
    said: /^The database has migrations that this version does not know \(Newer1999999999999\): start the newer version\.$/,
  },
  {
    what: 'an unencoded character in a password',
    of: ['api'],
    set: () => ({ DATABASE_URL: 'postgres://cs_app:50%off@localhost/countersign' }),
    said: /^DATABASE_URL must be .* and cannot be read: percent-encode .*\.$/,
  },
  {
    what: 'the wrong password of Redis',
    of: both,
    set: ({ database }) => ({ REDIS_URL: changed(database.redisUrl, { password: 'wrong' }) }),
    said: /^REDIS_URL names a server that refuses its name or password \(WRONGPASS\): correct the variable\.$/,
  },
  {
    what: 'an address of Redis that is none',
    of: ['api'],
    set: () => ({ REDIS_URL: 'localhost:6379' }),
    said: /^REDIS_URL must be an address that begins with redis:\/\/ or rediss:\/\/\.$/,
  },
  {
    what: 'a network that is none',
    of: ['api'],
    set: () => ({ TRUSTED_PROXIES: '10.0.0.0/99' }),
    said: /^TRUSTED_PROXIES must list IP addresses or networks .*: 10\.0\.0\.0\/99 is none\.$/,
  },
  {
    what: 'a port that is taken',
    of: ['api'],
    set: ({ silentPort }) => ({ PORT: String(silentPort) }),
    said: /^PORT \d+ is taken on 127\.0\.0\.1: stop the other program or name another port\.$/,
  },
  {
    what: 'an address that this machine does not have',
    of: ['api'],
    set: () => ({ HOST: '192.0.2.1' }),
    said: /^HOST names 192\.0\.2\.1, which is no address of this machine: .*\.$/,
  },
  {
    what: 'a folder of files that is a file',
    of: both,
    set: ({ folder }) => ({ FILES_DIR: join(folder, 'a-file') }),
    said: /^FILES_DIR names .*a-file, which is no folder: correct the variable\.$/,
  },
  {
    what: 'no folder of files',
    of: ['worker'],
    set: () => ({ FILES_DIR: '' }),
    said: /^FILES_DIR is not set: it must name the folder that keeps uploaded files, or FILES_S3_BUCKET a bucket\.$/,
  },
  {
    what: 'a folder and a bucket of files',
    of: ['worker'],
    set: () => ({ FILES_S3_BUCKET: 'countersign' }),
    said: /^FILES_DIR and FILES_S3_BUCKET are both set, and files lie in one place: leave one of them empty\.$/,
  },
  {
    what: 'a server of buckets that is not there',
    of: both,
    set: () => ({ ...inABucket, FILES_S3_ENDPOINT: 'http://127.0.0.1:1' }),
    said: /^FILES_S3_ENDPOINT names http:\/\/127\.0\.0\.1:1, which cannot be reached \(ECONNREFUSED\): start it, .*\.$/,
  },
  {
    what: 'a server of buckets that never answers',
    of: ['api'],
    set: ({ silentPort }) => ({ ...inABucket, FILES_S3_ENDPOINT: `http://127.0.0.1:${silentPort}` }),
    said: /^FILES_S3_ENDPOINT names http:\/\/127\.0\.0\.1:\d+, which cannot be reached \(ETIMEDOUT\): start it, .*\.$/,
  },
  {
    what: 'a server of buckets that nobody knows',
    of: ['worker'],
    set: () => ({ ...inABucket, FILES_S3_ENDPOINT: 'https://nowhere.invalid' }),
    said: /^FILES_S3_ENDPOINT names https:\/\/nowhere\.invalid, which cannot be reached \(E\w+\): start it, .*\.$/,
  },
  {
    what: 'a server of buckets with a path',
    of: ['api'],
    set: () => ({ ...inABucket, FILES_S3_ENDPOINT: 'https://s3.example/countersign' }),
    said: /^FILES_S3_ENDPOINT must be the address of the server alone: .*\.$/,
  },
  {
    what: 'a bucket that does not exist',
    of: both,
    set: ({ s3Url }) => ({ ...inABucket, FILES_S3_ENDPOINT: s3Url, FILES_S3_BUCKET: 'elsewhere' }),
    said: /^FILES_S3_BUCKET names elsewhere, which does not exist at http:\/\/127\.0\.0\.1:\d+: create it or correct the variable\.$/,
  },
  {
    what: 'a bucket that refuses',
    of: ['worker'],
    set: ({ s3Url }) => ({ ...inABucket, FILES_S3_ENDPOINT: s3Url, FILES_S3_ACCESS_KEY_ID: 'SOMEBODY' }),
    said: /^FILES_S3_ACCESS_KEY_ID is not known at http:\/\/127\.0\.0\.1:\d+ \(InvalidAccessKeyId\): correct the variable\.$/,
  },
  {
    what: 'half a pair of keys',
    of: ['worker'],
    set: () => ({ ...inABucket, FILES_S3_SECRET_ACCESS_KEY: '' }),
    said: /^FILES_S3_SECRET_ACCESS_KEY is not set, although FILES_S3_ACCESS_KEY_ID is: set both, or neither .*\.$/,
  },
  {
    what: 'the bucket of another installation',
    of: both,
    set: ({ s3Url }) => ({ ...inABucket, FILES_S3_ENDPOINT: s3Url, FILES_S3_PREFIX: 'foreign' }),
    said: /^FILES_S3_BUCKET names the bucket of another installation than the database of DATABASE_URL: .*\.$/,
  },
  {
    what: 'a mail server that is none',
    of: both,
    set: () => ({ SMTP_URL: 'smtp://countersign:pass#word@mail.example' }),
    said: /^SMTP_URL must be an address that begins with smtp:\/\/ or smtps:\/\/.*percent-encode.*\.$/,
  },
  {
    what: 'a mail server without a name',
    of: ['worker'],
    set: () => ({ SMTP_URL: 'smtp://' }),
    said: /^SMTP_URL names no host: .*\.$/,
  },
  {
    what: 'a sender that is none',
    of: ['worker'],
    set: () => ({ MAIL_FROM: 'Countersign' }),
    said: /^MAIL_FROM must be a mail address alone, such as countersign@company\.example\.$/,
  },
  {
    what: 'a pace of mail that is none',
    of: ['worker'],
    set: () => ({ COUNTERSIGN_MAIL_PER_SECOND: 'fast' }),
    said: /^COUNTERSIGN_MAIL_PER_SECOND must be a whole number from 1 to 10000\.$/,
  },
  {
    what: 'a list of passwords that is not there',
    of: ['api'],
    set: () => ({ COUNTERSIGN_BREACHED_PASSWORDS: '/nowhere/hashes.txt' }),
    said: /^COUNTERSIGN_BREACHED_PASSWORDS must name a file that can be read\.$/,
  },
  {
    what: 'plain http on the internet',
    of: ['api'],
    set: () => ({ PUBLIC_URL: 'http://vendor-risk.example' }),
    said: /^PUBLIC_URL must begin with https:\/\/: plain http is accepted on localhost only\.$/,
  },
  {
    what: 'keys that are too short',
    of: ['worker'],
    set: () => ({ COUNTERSIGN_KEYS: '1:c2hvcnQ=' }),
    said: /^COUNTERSIGN_KEYS must hold lines `id:key`, each key 32 random bytes in base64\.$/,
  },
  {
    what: 'a file of keys that is not there',
    of: ['api'],
    set: () => ({ COUNTERSIGN_KEYS: '', COUNTERSIGN_KEYS_FILE: '/nowhere/keys' }),
    said: /^COUNTERSIGN_KEYS_FILE names a file that cannot be read: it does not exist\.$/,
  },
  {
    what: 'an address of the database both in a variable and in a file',
    of: ['api'],
    set: () => ({ DATABASE_URL_FILE: '/nowhere/database_url' }),
    said: /^DATABASE_URL is given twice: DATABASE_URL_FILE is set too\. Keep one of the two\.$/,
  },
  {
    what: 'a folder where the file of a secret should be',
    of: ['worker'],
    set: ({ folder }) => ({ SMTP_URL_FILE: folder }),
    said: /^SMTP_URL_FILE names a file that cannot be read: it is a folder\.$/,
  },
  {
    what: 'a portal that was not built',
    of: ['api'],
    set: ({ folder }) => ({ PORTAL_DIR: folder }),
    said: /^PORTAL_DIR holds no index\.html: build the portal or correct the variable\.$/,
  },
  {
    what: 'a port that is no number, and a level that is none',
    of: ['api'],
    set: () => ({ PORT: 'eighty', LOG_LEVEL: 'loud' }),
    said: /^PORT must be a whole number from 0 to 65535\.$/,
  },
];

const starts = mistakes.flatMap((mistake) => mistake.of.map((program) => ({ program, mistake })));

jest.setTimeout(120_000);

describe('A start with a wrong configuration', () => {
  let folder: string;
  let database: TestDatabase;
  let built: BuiltPrograms<string>;
  let empty: TestDatabase;
  let newer: TestDatabase;
  let silent: Server;
  let buckets: ChildProcess;
  let s3Url: string;
  let refusals: Map<string, Promise<Refusal>>;

  beforeAll(async () => {
    built = await BuiltPrograms.of(programs);
    folder = built.folder;
    await writeFile(join(folder, 'a-file'), '');
    database = await createTestDatabase();
    empty = await createTestDatabase();
    newer = await createTestDatabase();
    await asAdministrator(empty, 'drop schema app cascade; drop schema lookup cascade');
    await asAdministrator(
      newer,
      `insert into app.migration ("timestamp", name) values (1999999999999, 'Newer1999999999999')`,
    );
    silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    buckets = await startBuckets();
    refusals = allRefusals();
  });

  afterAll(async () => {
    silent.close();
    buckets.kill();
    for (const each of [database, empty, newer]) await each.drop();
    await built.remove();
  });

  /** A server of buckets, in which another installation has marked a folder as its own. */
  async function startBuckets(): Promise<ChildProcess> {
    const directory = join(folder, 'buckets');
    await mkdir(join(directory, 'countersign', 'foreign'), { recursive: true });
    const mark = join(directory, 'countersign', 'foreign', 'countersign-installation.txt._S3rver_object');
    await writeFile(mark, 'another installation');
    const started = fork(
      require.resolve('s3rver/bin/s3rver.js'),
      ['--directory', directory, '--address', '127.0.0.1', '--port', '0'],
      { execArgv: [], silent: true },
    );
    s3Url = await new Promise<string>((resolve, reject) => {
      let said = '';
      started.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const [, address] = /listening on (\S+)/.exec(said) ?? [];
        if (address !== undefined) resolve(`http://${address}`);
      });
      started.once('exit', () => reject(new Error(`s3rver ended: ${said}`)));
    });
    return started;
  }

  async function asAdministrator({ adminUrl }: TestDatabase, sql: string): Promise<void> {
    const client = new Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  interface Refusal {
    readonly code: unknown;
    readonly said: string;
  }

  function launch(program: Program, wishes: Record<string, string> = {}): ChildProcess {
    return built.start(program, {
      args: words[program] ?? [],
      timeout: 60_000,
      env: {
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        COUNTERSIGN_DATA: folder,
        REDIS_URL: database.redisUrl,
        PUBLIC_URL: 'http://localhost:3000',
        PORT: '0',
        FILES_DIR: join(folder, 'files'),
        COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
        ...wishes,
      },
    });
  }

  function refusalOf(program: Program, mistake: Mistake): Promise<Refusal> {
    const { port: silentPort } = silent.address() as AddressInfo;
    return heard(launch(program, mistake.set({ database, empty, newer, folder, silentPort, s3Url })));
  }

  /** Each is a whole process, so a few start beside each other. */
  function allRefusals(): Map<string, Promise<Refusal>> {
    const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve<unknown>(null));
    const found = new Map<string, Promise<Refusal>>();
    for (const [place, { program, mistake }] of starts.entries()) {
      const lane = place % AT_ONCE;
      const refusal = (lanes[lane] ?? Promise.resolve()).then(() => refusalOf(program, mistake));
      lanes[lane] = refusal;
      found.set(`${program} ${mistake.what}`, refusal);
    }
    return found;
  }

  const each = starts.map(({ program, mistake }) => [program, mistake.what, mistake.said] as const);

  it.each(each)('ends the %s with one sentence for %s', async (program, what, said) => {
    const refusal = await refusals.get(`${program} ${what}`);
    expect(refusal).toEqual({ code: 1, said: expect.stringMatching(said) });
    expect(refusal?.said).not.toMatch(/\n|^\s*at /m);
    expect(refusal?.said).not.toMatch(/hunter2|pass#word|50%off/);
  });

  it.each([
    [
      'api',
      / api: listens on http:\/\/127\.0\.0\.1:\d+; for http:\/\/localhost:3000, database [^@]+, Redis [^@]+, files /,
    ],
    [
      'worker',
      / worker: mail waits in the ledger; for http:\/\/localhost:3000, database [^@]+, Redis [^@]+, files /,
    ],
  ] as const)(
    'with a right one lets the %s say one line, and end as planned by SIGHUP',
    async (program, line) => {
      const child = launch(program);
      const end = heard(child);
      await once(child, 'message');
      child.kill('SIGHUP');
      const { code, said } = await end;
      const lines = said.split('\n').map((one) => (JSON.parse(one) as { msg: string }).msg);
      expect(lines).toEqual([expect.stringMatching(line), 'Stopping (SIGHUP).']);
      expect(code).toBe(0);
    },
  );

  it('is one of more than twenty that are tried here', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(20);
  });
});
