// One process of the installation: started, stopped as planned, killed, and ended with whoever started it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lastLines, Problem } from '../node/problem.mjs';

const endWithParent = pathToFileURL(
  fileURLToPath(new URL('../launcher/end-with-parent.mjs', import.meta.url)),
).href;
const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 90_000;

/** A program of ours ends when its channel to us does; any other is told by the kernel that its parent is gone. */
function commandOf({ node, command, args }) {
  return node
    ? [process.execPath, ['--enable-source-maps', `--import=${endWithParent}`, node, ...args]]
    : ['setpriv', ['--pdeathsig', 'TERM', '--', command, ...args]];
}

/** @typedef {{ name: string, node?: string, command?: string, args?: string[], env?: NodeJS.ProcessEnv, as?: { uid?: number, gid?: number }, cwd?: string, logFile: string, isReady: (said: object) => Promise<boolean> | boolean }} Task */

export class Program {
  #child = null;
  #expected = true;
  #said = {};
  #task;

  /** @param {Task} task */
  constructor(task) {
    this.#task = { args: [], env: { PATH: process.env.PATH }, as: {}, ...task };
  }

  get name() {
    return this.#task.name;
  }

  get pid() {
    return this.#child?.pid ?? null;
  }

  /** Whether it ended although nobody had told it to. */
  get diedByItself() {
    return !this.#expected && this.#child === null;
  }

  async start() {
    const { name, logFile, isReady } = this.#task;
    const child = this.#spawn();
    for (const deadline = Date.now() + START_PATIENCE_MS; !(await isReady(this.#said));) {
      if (this.#child !== child || Date.now() > deadline) {
        throw new Problem(`${name} does not start.\n${lastLines(logFile)}`, logFile);
      }
      await sleep(25);
    }
  }

  /** Resolves with the exit code once it is gone; null where it had to be killed. */
  stop(signal = 'SIGTERM') {
    return this.#end(signal);
  }

  kill() {
    return this.#end('SIGKILL');
  }

  async #end(signal) {
    const child = this.#child;
    if (child === null) return null;
    this.#expected = true;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    const code = await gone;
    clearTimeout(late);
    return code;
  }

  #spawn() {
    const { node, env, as, cwd, logFile } = this.#task;
    const [command, args] = commandOf(this.#task);
    const log = fs.openSync(logFile, 'a', 0o600);
    fs.writeSync(log, `--- ${new Date().toISOString()} start\n`);
    // a group of its own: Ctrl-C reaches the check alone, which ends everything in order
    const stdio = ['ignore', log, log, ...(node ? ['ipc'] : [])];
    const child = spawn(command, args, { ...as, cwd, env, stdio, detached: true });
    fs.closeSync(log);
    this.#child = child;
    this.#expected = false;
    this.#said = {};
    child.on('message', (message) => Object.assign(this.#said, message));
    const forget = () => (this.#child = this.#child === child ? null : this.#child);
    child.once('exit', forget);
    child.once('error', forget);
    return child;
  }
}
