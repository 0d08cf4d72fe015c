import { spawn } from 'node:child_process';

/** Runs a program of Node to its end; gives its exit code, 1 where a signal ended it. Output goes to the terminal, or to an open file. */
export function runNode(args, { env = process.env, cwd = process.cwd(), log = 'inherit' } = {}) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', log, log], env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
