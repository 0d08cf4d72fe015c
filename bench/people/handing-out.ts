import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestProduct } from '@countersign/testing';
import { Server } from '../server';
import { apiBeside } from './respondents';

const ROOT = process.cwd();

export const fromRoot = <T>(file: string) => import(pathToFileURL(join(ROOT, file)).href) as Promise<T>;

/** What `tools/testing/browser.mjs` gives. */
export interface Launching {
  readonly chromium: () => Promise<{ executablePath: string; args: string[] }>;
}

/** Builds for production, as it is built for a release. */
export function nx(target: string): void {
  execFileSync('npx', ['nx', 'run', target], {
    cwd: ROOT,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    stdio: 'pipe',
  });
}

/** The product's own api hands the folder out while it is used. */
export async function handingOut<T>(
  product: TestProduct,
  folder: string,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const server = await Server.start('api.mjs', { ...apiBeside(product), PORT: '0', PORTAL_DIR: folder });
  try {
    return await use(`http://127.0.0.1:${server.port}`);
  } finally {
    await server.stop();
  }
}
