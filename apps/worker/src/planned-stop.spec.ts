import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { STOP_PATIENCE_MS } from '@countersign/platform';

const root = resolve(__dirname, '../../..');
const run = promisify(execFile);

/** As slow as a mail server that takes its time; past the patience that every other program gets. */
const slowToStop = `
  import fs from 'node:fs';
  process.on('SIGTERM', () => setTimeout(() => {
    fs.writeFileSync(process.argv[2], 'finished');
    process.exit(0);
  }, 16_000));
  setInterval(() => undefined, 1_000);
  fs.writeFileSync(process.argv[2], 'started');`;

const startAndStop = (folder: string) => `
  import fs from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { supervise } from ${JSON.stringify(pathToFileURL(join(root, 'tools/launcher/supervisor.mjs')).href)};
  const [program, word] = ['program.mjs', 'word'].map((name) => ${JSON.stringify(folder)} + '/' + name);
  const task = supervise({
    name: 'worker', program, args: [word], env: process.env, logFile: word + '.log', tell: () => undefined });
  while (!fs.existsSync(word)) await sleep(20);
  await task.stop();`;

describe('A planned stop of the worker', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-stop-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is waited for by the one-command start until the mail in hand is handed over', async () => {
    await writeFile(join(folder, 'program.mjs'), slowToStop);
    await run(process.execPath, ['--input-type=module', '-e', startAndStop(folder)], { cwd: root });
    expect(await readFile(join(folder, 'word'), 'utf8')).toBe('finished');
  }, 120_000);

  it('has patience for the longest answer of a mail server, and less than whoever would kill it', async () => {
    const textOf = (path: string) => readFile(join(root, path), 'utf8');
    const number = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]?.replaceAll('_', ''));
    const mailServer = await textOf('libs/notifications/src/sending/mail-server.ts');
    const compose = await textOf('docker-compose.yml');
    const supervisor = await textOf('tools/launcher/supervisor.mjs');
    const longestAnswer = number(mailServer, /socketTimeout: ([\d_]+)/);
    expect(STOP_PATIENCE_MS.worker).toBeGreaterThan(longestAnswer);
    const ofWorker = compose.slice(compose.indexOf('\n  worker:'));
    expect(number(ofWorker, /stop_grace_period: (\d+)s/) * 1_000).toBeGreaterThan(STOP_PATIENCE_MS.worker);
    expect(number(supervisor, /worker: ([\d_]+)/)).toBeGreaterThan(STOP_PATIENCE_MS.worker);
    for (const program of ['api', 'worker'] as const) {
      const unit = await textOf(`docker/systemd/countersign-${program}.service`);
      expect(number(unit, /TimeoutStopSec=(\d+)s/) * 1_000).toBeGreaterThan(STOP_PATIENCE_MS[program]);
    }
  });
});
