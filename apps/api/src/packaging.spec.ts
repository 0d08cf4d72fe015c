import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv, promisify } from 'node:util';

const root = resolve(__dirname, '../../..');
const run = promisify(execFile);
const digestOf = (image: string) =>
  `sha256:${Buffer.from(image).toString('hex').padEnd(64, '0').slice(0, 64)}`;

describe('The scripts beside docker-compose.yml', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-packaging-'));
    await cp(join(root, 'docker'), join(folder, 'docker'), { recursive: true });
    await cp(join(root, 'docker-compose.yml'), join(folder, 'docker-compose.yml'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const script = (name: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
    run('sh', [join(folder, 'docker', name), ...args], { env: { ...process.env, ...env } });
  const text = (file: string) => readFile(join(folder, file), 'utf8');
  const modeOf = async (file: string) => ((await stat(join(folder, file))).mode & 0o777).toString(8);
  const refusal = (started: Promise<unknown>) =>
    started.then(
      () => 'it was not refused',
      (error: { stderr: string }) => error.stderr.trim(),
    );

  async function secrets(): Promise<Record<string, string>> {
    const names = await readdir(join(folder, 'secrets'));
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, (await text(`secrets/${name}`)).trim()])),
    ) as Record<string, string>;
  }

  it('write new passwords into files that containers can read, in a folder that nobody else can enter', async () => {
    await script('new-env.sh', ['https://vendor-risk.example']);
    const written = await secrets();
    expect(written).toMatchObject({
      database_url: `postgres://cs_app:${written['app_password']}@postgres:5432/countersign`,
      database_owner_url: `postgres://cs_owner:${written['owner_password']}@postgres:5432/countersign`,
      countersign_keys: expect.stringMatching(/^1:[A-Za-z0-9+/]{43}=$/),
      smtp_url: '',
    });
    const redis = /^redis:\/\/:([0-9a-f]{48})@valkey:6379$/.exec(written['redis_url'] ?? '')?.[1];
    expect(written['valkey.conf']).toBe(`requirepass ${redis}`);
    expect([await modeOf('secrets'), await modeOf('secrets/app_password'), await modeOf('.env')]).toEqual([
      '700',
      '644',
      '600',
    ]);
    const environment = await text('.env');
    for (const secret of Object.values(written).filter((value) => value !== '')) {
      expect(environment).not.toContain(secret);
    }
  });

  it('replace no password that a database may have been made with', async () => {
    await script('new-env.sh', ['https://vendor-risk.example']);
    const before = await secrets();
    expect(await refusal(script('new-env.sh', ['https://vendor-risk.example']))).toMatch(
      /^\.env exists already/,
    );
    await rm(join(folder, '.env'));
    expect(await refusal(script('new-env.sh', ['https://vendor-risk.example']))).toMatch(
      /secrets exists already/,
    );
    expect(await secrets()).toEqual(before);
  });

  const former = [
    'PUBLIC_URL=https://vendor-risk.example',
    '# smtp://user:password@host:587 or smtps://…; without it mail waits in the ledger',
    'SMTP_URL=smtp://user:pass=word@mail.example:587',
    'MAIL_FROM=risk@vendor-risk.example',
    'SUPERUSER_PASSWORD=aaaa',
    "OWNER_PASSWORD='bbbb'",
    'APP_PASSWORD=cccc',
    'BACKUP_PASSWORD="dddd"',
    'REDIS_PASSWORD=eeee',
    '# for secrets at rest and the audit seal: never take a key out, add newer ones behind a comma',
    'COUNTERSIGN_KEYS=1:first=,2:second=',
    'LOG_LEVEL=debug',
  ].join('\n');

  it('carry an .env of an earlier version over with the passwords it has', async () => {
    await writeFile(join(folder, '.env'), `${former}\n`);
    await script('secrets-from-env.sh');
    expect(await secrets()).toEqual({
      superuser_password: 'aaaa',
      owner_password: 'bbbb',
      app_password: 'cccc',
      backup_password: 'dddd',
      database_url: 'postgres://cs_app:cccc@postgres:5432/countersign',
      database_owner_url: 'postgres://cs_owner:bbbb@postgres:5432/countersign',
      redis_url: 'redis://:eeee@valkey:6379',
      'valkey.conf': 'requirepass eeee',
      countersign_keys: '1:first=\n2:second=',
      smtp_url: 'smtp://user:pass=word@mail.example:587',
      files_s3_secret_access_key: '',
    });
    expect(parseEnv(await text('.env'))).toEqual({
      PUBLIC_URL: 'https://vendor-risk.example',
      MAIL_FROM: 'risk@vendor-risk.example',
      LOG_LEVEL: 'debug',
      SECRETS_DIR: './secrets',
      SMTP_URL_FILE: '/run/secrets/smtp_url',
    });
    expect(await text('.env.before')).toBe(`${former}\n`);
    expect(await refusal(script('secrets-from-env.sh'))).toMatch(/^\.env does not hold SUPERUSER_PASSWORD/);
  });

  it('leave everything as it is where an earlier .env lacks a password', async () => {
    const incomplete = former.replace('REDIS_PASSWORD=eeee\n', '');
    await writeFile(join(folder, '.env'), incomplete);
    expect(await refusal(script('secrets-from-env.sh'))).toMatch(/^\.env does not hold REDIS_PASSWORD/);
    expect(await text('.env')).toBe(incomplete);
    await expect(stat(join(folder, 'secrets'))).rejects.toThrow('ENOENT');
  });

  /** Knows a digest of each image, except of those that are named. */
  async function anEngine(unknown = 'none'): Promise<string> {
    const images = [...(await text('docker/Dockerfile')).matchAll(/^ARG (\w+)=(.+)@/gm)].map(
      ([, , image]) => image,
    );
    images.push(
      ...[...(await text('docker-compose.yml')).matchAll(/_IMAGE:-(valkey.+|caddy.+)@/g)].map(([, i]) => i),
    );
    const cases = images.map((image = '') => `${image}) echo "repository@${digestOf(image)}" ;;`);
    const file = join(folder, 'engine');
    await writeFile(
      file,
      `#!/bin/sh\n[ "$1" = pull ] && exit 0\nfor image; do :; done\n[ "$image" = "${unknown}" ] && exit 0\ncase $image in\n${cases.join('\n')}\n*) exit 1 ;;\nesac\n`,
    );
    await chmod(file, 0o755);
    return file;
  }

  it('ask the engine for the digests of the versions that are used, and write them down once', async () => {
    await writeFile(
      join(folder, '.env'),
      'PUBLIC_URL=https://vendor-risk.example\nCADDY_IMAGE=caddy:1@sha256:old\n',
    );
    const env = { ENGINE: await anEngine() };
    await script('pin-images.sh', [], env);
    await script('pin-images.sh', [], env);
    const pinned = await text('.env');
    expect(pinned.match(/_IMAGE=/g)).toHaveLength(4);
    const { NODE_IMAGE = '', CADDY_IMAGE = '', VALKEY_IMAGE, POSTGRES_IMAGE } = parseEnv(pinned);
    for (const image of [NODE_IMAGE, CADDY_IMAGE, VALKEY_IMAGE, POSTGRES_IMAGE]) {
      const [version = '', digest] = (image ?? '').split('@');
      expect(digest).toBe(digestOf(version));
    }
    expect(await text('docker/Dockerfile')).toContain(`ARG NODE_IMAGE=${NODE_IMAGE.split('@')[0]}@`);
    expect(await text('docker-compose.yml')).toContain(`{CADDY_IMAGE:-${CADDY_IMAGE.split('@')[0]}@`);
    expect(await modeOf('.env')).toBe('600');
  });

  it('pin nothing where the engine lacks one of the digests', async () => {
    await writeFile(join(folder, '.env'), 'PUBLIC_URL=https://vendor-risk.example\n');
    const [, valkey = ''] = /VALKEY_IMAGE:-(.+)@/.exec(await text('docker-compose.yml')) ?? [];
    const env = { ENGINE: await anEngine(valkey) };
    expect(await refusal(script('pin-images.sh', [], env))).toBe(
      `The engine knows no digest of ${valkey}: .env was not changed.`,
    );
    expect(await text('.env')).toBe('PUBLIC_URL=https://vendor-risk.example\n');
  });

  /** Stands where psql would, and says what it was called with and told. */
  async function makeRoles(env: Record<string, string>): Promise<string> {
    const bin = join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'psql'), '#!/bin/sh\necho "$*"\ncat\n');
    await chmod(join(bin, 'psql'), 0o755);
    const path = `${bin}:${process.env['PATH']}`;
    const { stdout } = await script('database/make-roles.sh', [], {
      POSTGRES_USER: 'postgres',
      ...env,
      PATH: path,
    });
    return stdout;
  }

  it('let psql read the passwords of the roles, from variables or from files', async () => {
    await writeFile(join(folder, 'owner'), 'bbbb\n');
    const told = await makeRoles({
      OWNER_PASSWORD_FILE: join(folder, 'owner'),
      APP_PASSWORD: 'cccc',
      BACKUP_PASSWORD: 'dddd',
    });
    expect(told.split('\n').slice(1, 4)).toEqual([
      '\\set owner_password `cat "$OWNER_PASSWORD_FILE"`',
      '\\getenv app_password APP_PASSWORD',
      '\\getenv backup_password BACKUP_PASSWORD',
    ]);
    expect(told).not.toMatch(/bbbb|cccc|dddd/);
  });

  it.each([
    [{ OWNER_PASSWORD: '' }, /^OWNER_PASSWORD is not set/],
    [{ OWNER_PASSWORD_FILE: '/nowhere' }, /^OWNER_PASSWORD is given twice/],
    [
      { OWNER_PASSWORD: '', OWNER_PASSWORD_FILE: '/nowhere' },
      /^OWNER_PASSWORD_FILE names a file that cannot be read/,
    ],
  ])('make no role where a password is wrongly given: %j', async (wish, said) => {
    const passwords = { OWNER_PASSWORD: 'b', APP_PASSWORD: 'c', BACKUP_PASSWORD: 'd' };
    expect(await refusal(makeRoles({ ...passwords, ...wish }))).toMatch(said);
  });
});

describe('The inbox in a container', () => {
  async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    return port;
  }

  async function statusFor(port: number, host: string): Promise<number | undefined> {
    const request = get({
      host: '127.0.0.1',
      port,
      path: '/api/messages',
      headers: { host: `${host}:${port}` },
    });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  it('answers the demonstration, which calls it by its name, and no page that took another name for it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-inbox-'));
    const [smtpPort, port] = [await freePort(), await freePort()];
    const command = [String(smtpPort), String(port), folder, '127.0.0.1', 'inbox'];
    const child = fork(join(root, 'tools/inbox/server.mjs'), command, { execArgv: [] });
    try {
      await once(child, 'message');
      const hosts = ['inbox', 'localhost', '127.0.0.1', 'elsewhere.example'];
      expect(await Promise.all(hosts.map((host) => statusFor(port, host)))).toEqual([200, 200, 200, 403]);
    } finally {
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    }
  });
});
