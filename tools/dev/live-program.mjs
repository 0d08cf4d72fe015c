// One program of the product, replaced while it runs: the next one starts beside it, and only when it serves does the
// former one end. One that does not start changes nothing.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endProgram } from '../launcher/supervisor.mjs';
import { lastLines } from '../node/problem.mjs';

const endWithParent = new URL('../launcher/end-with-parent.mjs', import.meta.url).href;
const standbyProgram = fileURLToPath(new URL('./standby.mjs', import.meta.url));
const START_PATIENCE_MS = 60_000;
const SETTLED_AFTER_MS = 10_000;

const sizeOf = (file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Resolves with what `read` makes of a message of the child; null when it ended or took too long. */
function messageOf(child, read) {
  return new Promise((resolve) => {
    const settle = (value) => {
      clearTimeout(timer);
      child.off('message', hear);
      child.off('exit', ended);
      child.off('error', ended);
      resolve(value);
    };
    const hear = (message) => {
      const value = read(message);
      if (value !== null) settle(value);
    };
    const ended = () => settle(null);
    const timer = setTimeout(ended, START_PATIENCE_MS);
    child.on('message', hear);
    child.once('exit', ended);
    child.once('error', ended);
  });
}

function spawnStandby({ env, logFile, packages }) {
  const log = fs.openSync(logFile, 'a', 0o600);
  const options = ['--enable-source-maps', `--import=${endWithParent}`, standbyProgram, ...packages];
  const child = spawn(process.execPath, options, {
    env,
    stdio: ['ignore', log, log, 'ipc'],
    detached: process.platform !== 'win32', // a group of its own: Ctrl-C reaches the launcher, which ends it in order
  });
  fs.closeSync(log);
  return { child, waiting: messageOf(child, ({ waiting }) => waiting ?? null) };
}

/**
 * @param {{
 *   name: string,
 *   env: NodeJS.ProcessEnv,
 *   logFile: string,
 *   tell: (line: string) => void,
 *   settings?: () => Promise<Record<string, string>>,
 *   serves: (message: object) => unknown,
 *   took?: (serving: unknown) => void,
 *   inspectAt?: number | null,
 *   onMessage?: (message: object) => void,
 * }} task `settings` are each start's own; `serves` makes of the program's message what it serves, null where the
 * message says something else; `took` hears it before the former program ends
 */
export function liveProgram(task) {
  const { name, logFile, tell, serves, inspectAt = null } = task;
  const { settings = async () => ({}), took = () => {}, onMessage = () => {} } = task;
  const state = { current: null, standby: null, wanted: null, stopping: false, timer: null };
  const end = (child) => endProgram(child, { name, tell });
  const spawnNext = () => spawnStandby({ ...task, packages: state.wanted.packages });

  function died(why) {
    const { startedAt } = state.current;
    state.current = null;
    tell(`${name} stopped (${why}). More in ${logFile}`);
    if (Date.now() - startedAt < SETTLED_AFTER_MS) {
      tell(`${name} did not live long: it starts again when the next file is saved.`);
      return;
    }
    state.timer = setTimeout(() => replace(state.wanted), 500);
  }

  function takeOver(child, serving) {
    const former = state.current?.child;
    state.current = { child, startedAt: Date.now() };
    child.once('exit', (code, signal) => {
      if (!state.stopping && state.current?.child === child) died(signal ?? `exit code ${code}`);
    });
    took(serving);
    if (former) void end(former);
  }

  /** @returns {Promise<boolean>} whether it serves; otherwise the former one goes on */
  async function replace(wanted) {
    state.wanted = wanted;
    const { child, waiting } = state.standby ?? spawnNext();
    state.standby = null;
    const from = sizeOf(logFile);
    let serving = null;
    if ((await waiting) !== null && !state.stopping) {
      child.on('message', onMessage);
      const program = pathToFileURL(path.resolve(wanted.program)).href;
      child.send({ program, libraries: wanted.libraries, env: await settings(), inspectAt });
      serving = await messageOf(child, serves);
    }
    if (serving !== null && !state.stopping) {
      takeOver(child, serving);
      return true;
    }
    await end(child);
    if (!state.stopping) tell(`${name} does not start:\n${lastLines(logFile, { from, count: 12 })}`);
    return false;
  }

  return {
    name,
    replace,
    get pid() {
      return state.current?.child.pid ?? null;
    },
    /** Gets the next process ready, which takes a processor's second: called when nothing is in a hurry. */
    getReady() {
      if (!state.stopping) state.standby ??= spawnNext();
    },
    async stop() {
      state.stopping = true;
      clearTimeout(state.timer);
      await Promise.all([state.standby, state.current].filter(Boolean).map(({ child }) => end(child)));
    },
  };
}
