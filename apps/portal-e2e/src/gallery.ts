import { execFile } from 'node:child_process';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(__dirname, '../../..');
export const SHIPPED = path.join(root, 'dist/apps/portal');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
};

/** The portal as it is built for whoever works on it, the gallery with it; gives its folder. */
export async function developmentBuild(): Promise<string> {
  const folder = path.join(root, 'tmp/gallery');
  const nx = require.resolve('nx/bin/nx.js');
  await promisify(execFile)(
    process.execPath,
    [nx, 'run', 'portal:bundle:development', `--outputPath=${folder}`],
    { cwd: root, env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' } },
  );
  return path.join(folder, 'browser');
}

/** The scripts of a build that hold some words. */
export function scriptsWith(folder: string, words: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .filter((file) => readFileSync(path.join(folder, file), 'utf8').includes(words));
}

/** Serves a build without an api behind it. */
export async function served(folder: string): Promise<{ readonly url: string; readonly stop: () => void }> {
  const server = createServer(({ url }, answer) => {
    const wanted = path.join(folder, new URL(url ?? '/', 'http://localhost').pathname);
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : path.join(folder, 'index.html');
    answer.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
