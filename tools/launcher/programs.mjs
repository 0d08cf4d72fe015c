// Runs the bundled programs of the api that do one thing and end.
import fs from 'node:fs';
import path from 'node:path';
import { lastLines, Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { runNode } from '../node/run-node.mjs';

const built = path.join(root, 'dist/apps/api');

export const apiProgram = (name, programs = built) => path.join(programs, `${name}.mjs`);

/** Output goes to the log file; without one it goes to the terminal. `programs` is the folder where it lies. */
export async function runProgram(name, args, { env, logFile = null, programs = built }) {
  const log = logFile === null ? 'inherit' : fs.openSync(logFile, 'a', 0o600);
  const ended = runNode(['--enable-source-maps', apiProgram(name, programs), ...args], { env, log });
  if (log !== 'inherit') fs.closeSync(log);
  return ended;
}

export async function runOrRefuse(name, args, { env, logFile, sentence, programs }) {
  const from = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
  const code = await runProgram(name, args, { env, logFile, programs });
  if (code !== 0) throw new Problem(`${sentence}\n${lastLines(logFile, { from })}`, logFile);
}
