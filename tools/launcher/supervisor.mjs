// Keeps one program running: logs to its file, starts it again when it dies, ends it when told to.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const endWithParent = pathToFileURL(fileURLToPath(new URL('./end-with-parent.mjs', import.meta.url))).href;
const LONGEST_WAIT_MS = 30_000;
const HEALTHY_AFTER_MS = 60_000;
// the worker hands over the mail that is in flight, which may take as long as a mail server lets it wait
const STOP_PATIENCE_MS = { worker: 80_000 };
const USUAL_STOP_PATIENCE_MS = 15_000;
const SAY_SO_AFTER_MS = 5_000;
const LARGEST_LOG = 20 * 1024 * 1024;

export function logFileOf(folder, name) {
  const file = path.join(folder, 'logs', `${name}.log`);
  if (fs.existsSync(file) && fs.statSync(file).size > LARGEST_LOG) fs.renameSync(file, `${file}.1`);
  return file;
}

/** A program's own log file, so that its last words are kept even when the supervisor is killed first. */
function spawnLogged({ program, args, env, logFile }) {
  const log = fs.openSync(logFile, 'a', 0o600);
  fs.writeSync(log, `--- ${new Date().toISOString()} start ${path.relative(process.cwd(), program)}\n`);
  const options = ['--enable-source-maps', `--import=${endWithParent}`, program, ...args];
  // a group of its own: Ctrl-C and a signal to the whole group reach the supervisor, which ends them in order
  const detached = process.platform !== 'win32';
  const child = spawn(process.execPath, options, { stdio: ['ignore', log, log, 'ipc'], env, detached });
  fs.closeSync(log);
  return child;
}

export async function endProgram(child, { name, tell }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (process.platform === 'win32') child.disconnect();
  else child.kill('SIGTERM');
  const late = new AbortController();
  const patience = STOP_PATIENCE_MS[name] ?? USUAL_STOP_PATIENCE_MS;
  const after = (ms, act) => sleep(ms, null, { signal: late.signal, ref: false }).then(act, () => {});
  after(SAY_SO_AFTER_MS, () =>
    tell(`${name} finishes what it has in hand, for ${patience / 1000} s at most.`),
  );
  after(patience, () => child.kill('SIGKILL'));
  await gone;
  late.abort();
}

/**
 * @param {{ name: string, program: string, args?: string[], env: NodeJS.ProcessEnv, logFile: string, tell: (line: string) => void, onMessage?: (message: object) => void }} task
 */
export function supervise({ name, program, args = [], env, logFile, tell, onMessage = () => {} }) {
  const state = { child: null, stopping: false, deaths: 0, timer: null };

  function start() {
    const startedAt = Date.now();
    const child = spawnLogged({ program, args, env, logFile });
    state.child = child;
    child.on('message', onMessage);
    const died = (why) => {
      if (state.stopping || state.child !== child) return;
      state.child = null;
      state.deaths = Date.now() - startedAt > HEALTHY_AFTER_MS ? 1 : state.deaths + 1;
      const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** (state.deaths - 1));
      tell(`${name} stopped (${why}) and starts again in ${wait / 1000} s. More in ${logFile}`);
      state.timer = setTimeout(start, wait);
    };
    child.once('error', (error) => died(error.message));
    child.once('exit', (code, signal) => died(signal ?? `exit code ${code}`));
  }

  start();
  return {
    name,
    logFile,
    get pid() {
      return state.child?.pid ?? null;
    },
    /** Deaths in a row: more than a few mean that it will not recover by itself. */
    get deaths() {
      return state.deaths;
    },
    async stop() {
      state.stopping = true;
      clearTimeout(state.timer);
      if (state.child) await endProgram(state.child, { name, tell });
    },
  };
}
