import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { Agent, get, request, type IncomingMessage, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { BuiltPrograms } from '@countersign/testing';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';

const root = join(__dirname, '../../..');
const entries = {
  main: 'apps/api/src/main.ts',
  openapi: 'apps/api/src/openapi.ts',
  'organisation-create': 'apps/api/src/organisation-create.ts',
  usage: 'apps/api/src/usage.ts',
};

// Each start is a whole process, and slow where the machine is busy.
jest.setTimeout(60_000);

/** Comes by one connection again and again, as a proxy does that keeps its connections. */
class Visitor {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly visits = new EventEmitter();
  private count = 0;

  constructor(private readonly port: number) {}

  /** Gives why the last visit failed, and what the answer before said of its connection. */
  async comeUntilRefused(): Promise<{ refused: string; told: string | undefined }> {
    let told: string | undefined;
    for (;;) {
      try {
        told = await this.come();
      } catch (error) {
        this.agent.destroy();
        return { refused: (error as NodeJS.ErrnoException).code ?? String(error), told };
      }
      this.count += 1;
      this.visits.emit('visit');
    }
  }

  async hasCome(times: number): Promise<void> {
    while (this.count < times) await once(this.visits, 'visit');
  }

  private async come(): Promise<string | undefined> {
    const request = get({
      host: '127.0.0.1',
      port: this.port,
      path: '/api/health/live',
      agent: this.agent,
    });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return answer.headers.connection;
  }
}

/** The built program as the launcher starts it: a process of its own, told by its environment alone. */
describe('The api as a process', () => {
  let programs: BuiltPrograms<keyof typeof entries>;
  let folder: string;
  let testDatabase: TestDatabase;
  let started: ChildProcess[] = [];
  /** What the bundler was told to be building. */
  let built: { readonly version: string; readonly commit: string };

  beforeAll(async () => {
    programs = await BuiltPrograms.of(entries, { COUNTERSIGN_COMMIT: 'abcdef123456' });
    folder = programs.folder;
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    built = { version, commit: 'abcdef123456' };
    const portal = join(folder, 'portal');
    await mkdir(portal);
    await writeFile(join(portal, 'index.html'), '<app-root ngCspNonce="__CSP_NONCE__"></app-root>');
    await writeFile(join(portal, 'main-ABCDEF12.js'), 'export {};');
    await writeFile(join(portal, 'chunk-B-7Hi_wa.js'), 'export {};');
    await copyFile(join(root, 'apps/portal/public/portal-routes.json'), join(portal, 'portal-routes.json'));
    await writeFile(join(portal, 'chunk-LARGE_01.js'), `export const words = '${'word '.repeat(1000)}';`);
    await promisify(execFile)(process.execPath, ['tools/precompress.mjs', portal], { cwd: root });
    testDatabase = await createTestDatabase();
  });

  beforeEach(() => {
    started = [];
  });

  afterEach(async () => {
    for (const child of started) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  afterAll(async () => {
    await testDatabase.drop();
    await programs.remove();
  });

  const environment = (wishes: Record<string, string>): Record<string, string> => ({
    DATABASE_URL: testDatabase.appUrl,
    REDIS_URL: testDatabase.redisUrl,
    PUBLIC_URL: 'http://localhost:3000',
    PORT: '0',
    FILES_DIR: join(folder, 'files'),
    COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
    PORTAL_DIR: join(folder, 'portal'),
    LOG_LEVEL: 'error',
    ...wishes,
  });

  function launch(wishes: Record<string, string> = {}): ChildProcess {
    const child = programs.start('main', { env: environment(wishes) });
    started.push(child);
    return child;
  }

  /** The answer as it was sent: `fetch` would have decompressed it. */
  async function told(url: string, options: RequestOptions): Promise<IncomingMessage & { body: Buffer }> {
    const [answer] = (await once(request(url, options).end(), 'response')) as [IncomingMessage];
    return Object.assign(answer, { body: await buffer(answer) });
  }

  async function listening(child: ChildProcess): Promise<string> {
    const [message] = (await once(child, 'message')) as [{ listening: string }];
    return message.listening;
  }

  async function refusal(wishes: Record<string, string>): Promise<{ code: unknown; sentence: string }> {
    const child = launch(wishes);
    let sentence = '';
    child.stderr?.on('data', (chunk: Buffer) => (sentence += chunk.toString()));
    const [code] = (await once(child, 'close')) as [unknown];
    return { code, sentence: sentence.trim() };
  }

  it('does not start as superuser, and says what to do in one sentence', async () => {
    expect(await refusal({ DATABASE_URL: testDatabase.adminUrl })).toEqual({
      code: 1,
      sentence:
        'The role postgres is a superuser, and row-level security does not bind superusers: let DATABASE_URL name the role cs_app.',
    });
  });

  it('does not start with a wrong value, and names the variable', async () => {
    expect(await refusal({ PORTAL_DIR: '/nowhere' })).toEqual({
      code: 1,
      sentence: 'PORTAL_DIR holds no index.html: build the portal or correct the variable.',
    });
  });

  it('hands out the portal under a policy without inline script or style', async () => {
    const address = await listening(launch());
    const page = await fetch(`${address}/vendors/some-vendor`);
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await page.text()).toBe(`<app-root ngCspNonce="${nonce}"></app-root>`);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('strict-transport-security')).toBeNull();
    const again = await fetch(`${address}/`);
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('leads a link of a vendor whose # was encoded on its way to the page that it was meant for', async () => {
    const address = await listening(launch());
    const led = async (path: string) => {
      const { status, headers } = await fetch(`${address}${path}`, { redirect: 'manual' });
      return [status, headers.get('location'), headers.get('cache-control')];
    };
    const there = [302, '/respond#t=Ab-3_', 'no-store'];
    for (const path of ['/respond%23t=Ab-3_', '/respond/%23t=Ab-3_', '/respond%2523t=Ab-3_'])
      expect([path, await led(path)]).toEqual([path, there]);
    // its key is what the page decodes
    expect(await led('/respond%23t%3DAb%0D%0A')).toEqual([302, '/respond#t%3DAb%0D%0A', 'no-store']);
    for (const path of ['/vendors%23t=Ab-3_', '/respondents%23t=Ab-3_', '/respond/%2F%23t=Ab-3_'])
      expect([path, (await led(path))[0]]).toEqual([path, 404]);
  });

  it('answers 404 where the portal has no page, and lets the portal say so', async () => {
    const address = await listening(launch());
    const statusOf = async (path: string) =>
      (await fetch(`${address}${path}`, { redirect: 'manual' })).status;
    const pages = ['/', '/sign-in', '/o/alder', '/vendors', '/vendors/', '/vendors/0199', '/vendors/new?x=1'];
    const deep = ['/respond/assessments/0199/sections/a-b', '/questionnaires/0199/versions/2', '/account'];
    for (const path of [...pages, ...deep]) expect([path, await statusOf(path)]).toEqual([path, 200]);
    const unknown = [
      '/wp-login',
      '/.git/config',
      '/vendors/0199/x',
      '/o',
      '/apis',
      '/settings/nothing',
      '//sign-in',
    ];
    for (const path of unknown) expect([path, await statusOf(path)]).toEqual([path, 404]);
    const page = await fetch(`${address}/no/such/page`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('<app-root');
  });

  it('lets browsers keep hashed files for ever and nothing of the api', async () => {
    const address = await listening(launch({ PUBLIC_URL: 'https://vendor-risk.example' }));
    for (const name of ['main-ABCDEF12.js', 'chunk-B-7Hi_wa.js']) {
      const script = await fetch(`${address}/${name}`);
      expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      // what is said of a page is said with the page; nobody guesses what a script is, or reads it from elsewhere
      expect(script.headers.get('x-frame-options')).toBeNull();
      expect(script.headers.get('x-content-type-options')).toBe('nosniff');
      expect(script.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(script.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((await fetch(`${address}/`)).headers.get('x-frame-options')).toBe('DENY');
    const session = await fetch(`${address}/api/session`);
    expect(session.headers.get('cache-control')).toBe('no-store');
    expect(session.headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect((await fetch(`${address}/main-00000000.js`)).status).toBe(404);
    const unknown = await fetch(`${address}/api/no-such-thing`);
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('hands out the copies that the build compressed, by what the browser takes', async () => {
    const address = await listening(launch());
    const script = (encodings: string, method = 'GET') =>
      told(`${address}/chunk-LARGE_01.js`, { method, headers: { 'Accept-Encoding': encodings } });
    const plain = await script('identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [taken, given] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
    ] as const) {
      const { headers, body } = await script(taken);
      expect(headers['content-encoding']).toBe(given);
      expect(headers['vary']).toContain('Accept-Encoding');
      expect(headers['content-type']?.toLowerCase()).toBe(plain.headers['content-type']?.toLowerCase());
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(body.length).toBeLessThan(plain.body.length / 10);
      expect((given === 'br' ? brotliDecompressSync : gunzipSync)(body)).toEqual(plain.body);
    }
    expect((await script('br', 'POST')).headers['content-encoding']).toBeUndefined();
    const unreadable = await told(`${address}/%zz.js`, { headers: { 'Accept-Encoding': 'br' } });
    expect([unreadable.statusCode, unreadable.headers['content-encoding']]).toEqual([404, undefined]);
    // an answer of the api may hold a secret beside what a visitor typed
    const session = await told(`${address}/api/session`, { headers: { 'Accept-Encoding': 'br' } });
    expect(session.headers['content-encoding']).toBeUndefined();
  });

  it('says with each answer which portal it hands out, and hands out the files of the one before', async () => {
    const kept = join(folder, 'kept');
    await mkdir(kept, { recursive: true });
    await writeFile(join(kept, 'chunk-OLDOLDOL.js'), 'export {};');
    const now = '<script src="/main-NOWNOWNO.js" type="module"></script>';
    await mkdir(join(folder, 'portal now'));
    await writeFile(join(folder, 'portal now', 'index.html'), now);
    const vendors = '<script src="/main-THEIRNOW.js" type="module"></script>';
    await writeFile(join(folder, 'portal now', 'respond.html'), vendors);
    const address = await listening(
      launch({ PORTAL_DIR: join(folder, 'portal now'), PORTAL_KEPT_DIR: kept }),
    );
    for (const path of ['/api/session', '/api/no-such-thing', '/vendors']) {
      expect((await fetch(`${address}${path}`)).headers.get('countersign-portal')).toBe('NOWNOWNO THEIRNOW');
    }
    const pageAt = async (path: string) => (await fetch(`${address}${path}`)).text();
    expect([await pageAt('/respond'), await pageAt('/respond/assessments/x')]).toEqual([vendors, vendors]);
    expect([await pageAt('/respondents'), await pageAt('/vendors/respond')]).toEqual([now, now]);
    const former = await fetch(`${address}/chunk-OLDOLDOL.js`);
    expect([former.status, former.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    const unnamed = await fetch(`${await listening(launch())}/api/session`);
    expect(unnamed.headers.get('countersign-portal')).toBeNull();
  });

  it('is ready when database, schema and Redis are, and alive without', async () => {
    const address = await listening(launch());
    const ready = await fetch(`${address}/api/health/ready`);
    const well = { database: 'up', schema: 'up', files: 'up', redis: 'up', worker: 'down' };
    expect([ready.status, await ready.json()]).toEqual([200, { state: 'ready', ...built, ...well }]);
    const without = await listening(launch({ REDIS_URL: 'redis://127.0.0.1:1' }));
    const report = await fetch(`${without}/api/health/ready`);
    expect([report.status, await report.json()]).toEqual([
      200,
      { state: 'degraded', ...built, ...well, redis: 'down' },
    ]);
    await rename(join(folder, 'files'), join(folder, 'files-elsewhere'));
    const unfit = await fetch(`${without}/api/health/ready`);
    await rename(join(folder, 'files-elsewhere'), join(folder, 'files'));
    expect([unfit.status, await unfit.json()]).toEqual([
      503,
      { state: 'not-ready', ...built, ...well, redis: 'down', files: 'down' },
    ]);
    const live = await fetch(`${without}/api/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { state: 'live', ...built }]);
  });

  it('says once, in one line, what has started and what it works on, and no password', async () => {
    const child = launch({ LOG_LEVEL: 'info' });
    let log = '';
    child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const address = await listening(child);
    await fetch(`${address}/api/health/ready`);
    child.kill('SIGTERM');
    await once(child, 'close');
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    const database = new URL(testDatabase.appUrl);
    expect(lines.map(({ msg }) => msg)).toEqual([
      `Countersign ${built.version} (${built.commit}), api: listens on ${address}; for http://localhost:3000, database ${database.host}${database.pathname}, Redis ${new URL(testDatabase.redisUrl).host}, files ${join(folder, 'files')}.`,
      'Stopping (SIGTERM).',
    ]);
    expect(log).not.toContain(database.password);
  });

  it('names each request in its answer and in its line of the log, and lets nobody else choose the name', async () => {
    const child = launch({ LOG_LEVEL: 'info' });
    let log = '';
    child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const address = await listening(child);
    const answers = await Promise.all(
      ['/api/session', '/api/session', '/api/no-such-thing', '/', '/main-ABCDEF12.js'].map((path) =>
        fetch(`${address}${path}`, { headers: { 'X-Request-Id': 'chosen' } }),
      ),
    );
    const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '');
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await answers[2]?.json()).toMatchObject({ code: 'not-found', requestId: ids[2] });
    child.kill('SIGTERM');
    await once(child, 'close');
    for (const id of ids.slice(0, 3)) expect(log).toContain(`"req":{"id":"${id}"`);
    expect(log).not.toContain('chosen');
  });

  it('hands out metrics where a port is named, says when Redis is away, and leaves out what it then does not know', async () => {
    const child = launch({ METRICS_PORT: '0', REDIS_URL: 'redis://127.0.0.1:1', LOG_LEVEL: 'info' });
    let log = '';
    child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await listening(child);
    const said = /Metrics are at (http:\/\/127\.0\.0\.1:\d+\/metrics)\./;
    // The log takes another way than the message that it listens.
    while (!said.test(log)) await new Promise((done) => setTimeout(done, 20));
    const metrics = said.exec(log)?.[1] ?? '';
    const page = await (await fetch(metrics)).text();
    expect(page).toContain('countersign_up{service="redis"} 0\n');
    expect(page).toContain('countersign_up{service="database"} 1\n');
    expect(page).toMatch(/^countersign_mail_due 0$/m);
    expect(page).not.toMatch(/^countersign_mail_queue_jobs[{ ]/m);
    expect(await refusal({ METRICS_PORT: new URL(metrics).port })).toEqual({
      code: 1,
      sentence: expect.stringMatching(/^METRICS_PORT cannot be used: [^\n]*EADDRINUSE[^\n]*$/),
    });
  });

  it('tells whoever started it where to set up, and says nothing of it in its log', async () => {
    const child = launch({ LOG_LEVEL: 'info' });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    }
    await listening(child);
    const [message] = (await once(child, 'message')) as [{ setUp: string }];
    const token = /^http:\/\/localhost:3000\/set-up#t=([\w-]{43})$/.exec(message.setUp)?.[1] ?? 'no token';
    expect(token).not.toBe('no token');
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(log).not.toContain(token);
  });

  it('tells the terminal where to set up when nobody started it', async () => {
    const child = spawn(process.execPath, [programs.file('main')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: environment({}),
    });
    started.push(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toMatch(
      /^Countersign has no organisation yet. Set it up within the hour: http:\/\/localhost:3000\/set-up#t=[\w-]{43}\n$/,
    );
  });

  it('ends as planned by SIGTERM, by SIGHUP, which a closed terminal sends, and with the process that started it', async () => {
    for (const end of [
      (child: ChildProcess) => child.kill('SIGTERM'),
      (child: ChildProcess) => child.kill('SIGHUP'),
      (child: ChildProcess) => child.disconnect(),
    ]) {
      const child = launch();
      await listening(child);
      end(child);
      expect(await once(child, 'exit')).toEqual([0, null]);
    }
  });

  it('keeps a connection for longer than the proxies that keep theirs, and so closes none on a request', async () => {
    const address = await listening(launch());
    const { headers } = await fetch(`${address}/api/health/live`);
    const [, seconds] = /^timeout=(\d+)$/.exec(headers.get('keep-alive') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(120);
  });

  it('stops as planned under visitors who keep their connections, and loses none of their requests', async () => {
    const child = launch();
    const { port } = new URL(await listening(child));
    const ended = once(child, 'exit');
    const visitors = Array.from({ length: 8 }, () => new Visitor(Number(port)));
    const visiting = visitors.map((visitor) => visitor.comeUntilRefused());
    await Promise.all(visitors.map((visitor) => visitor.hasCome(10)));
    child.kill('SIGTERM');
    const outcomes = await Promise.all(visiting);
    expect(outcomes).toEqual(visitors.map(() => ({ refused: 'ECONNREFUSED', told: 'close' })));
    expect(await ended).toEqual([0, null]);
  });

  it('describes its wire without a database, the same twice', async () => {
    const describeWire = () => programs.run('openapi', { env: {} });
    const [first, second] = await Promise.all([describeWire(), describeWire()]);
    expect(first.stdout).toBe(second.stdout);
    expect(JSON.parse(first.stdout)).toMatchObject({
      openapi: '3.1.0',
      paths: { '/api/sign-in': { post: { operationId: 'signInMember' } } },
    });
    expect(first.stdout).not.toContain('"nullable"');
  });

  it('founds an organisation for the operator, and says in a sentence why it cannot', async () => {
    const create = (...args: string[]) => programs.run('organisation-create', { args, env: environment({}) });
    const wanted = ['--slug', 'birch', '--name', 'Birch Bank', '--time-zone', 'America/Chicago'];
    const administrator = ['--administrator', 'bo@birch.example', '--administrator-name', 'Bo Birch'];
    const { stdout } = await create(...wanted, ...administrator);
    expect(stdout).toContain('Birch Bank is there: http://localhost:3000/o/birch\n');
    expect(stdout).toMatch(/\nhttp:\/\/localhost:3000\/invitation#t=[\w-]{43}\n$/);
    expect(await create(...wanted, ...administrator)).toMatchObject({
      code: 1,
      stderr: 'There is an organisation with this slug already.\n',
    });
    expect(await create(...wanted)).toMatchObject({
      stderr: expect.stringMatching(/^Say which organisation, and who administers it:\n/),
    });
    const usage = await programs.run('usage', { env: environment({}) });
    expect(usage.stdout).toMatch(
      /^Birch Bank \(birch\): 0 files, 0\.0 MiB of 51200\.0 MiB \(0 %\); 0 assessments, /m,
    );
  }, 180_000);
});
