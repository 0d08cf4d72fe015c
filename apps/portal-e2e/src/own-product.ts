import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const launcher = path.resolve(__dirname, '../../../tools/launcher/main.mjs');

export interface OwnProduct {
  readonly url: string;
  readonly inboxUrl: string;
  /** Where it keeps its data. */
  readonly folder: string;
  stop(): Promise<void>;
}

interface Wanted {
  readonly port: string;
  /** Otherwise it waits to be set up. */
  readonly demonstration: boolean;
}

function startLauncher(folder: string, { port, demonstration }: Wanted): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: undefined,
    DATABASE_OWNER_URL: undefined,
    SMTP_URL: undefined,
    PUBLIC_URL: `http://localhost:${port}`,
    COUNTERSIGN_DATA: folder,
    COUNTERSIGN_DEMO: demonstration ? undefined : '0',
    COUNTERSIGN_STUB_LANGUAGE: '1',
    PORT: port,
  };
  // the channel ends the product when Playwright is killed
  return spawn(process.execPath, [launcher], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
}

function untilReady(product: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/^ready http/m.test(output)) resolve();
    };
    product.stdout?.on('data', read);
    product.stderr?.on('data', read);
    product.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}

async function stopProduct(product: ChildProcess): Promise<void> {
  if (product.exitCode !== null) return;
  const gone = new Promise((resolve) => product.once('exit', resolve));
  product.kill('SIGTERM');
  await gone;
}

/** Starts the whole product as `npm start` does, on data of its own. */
export async function startProduct(wanted: Wanted): Promise<OwnProduct> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-journeys-'));
  chmodSync(folder, 0o711); // PostgreSQL's own user must come through when root runs the journeys
  const product = startLauncher(folder, wanted);
  const stop = async () => {
    await stopProduct(product);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(product);
  } catch (error) {
    await stop();
    throw error;
  }
  const runtime = JSON.parse(readFileSync(path.join(folder, 'runtime.json'), 'utf8')) as { inboxUrl: string };
  return { url: `http://localhost:${wanted.port}`, inboxUrl: runtime.inboxUrl, folder, stop };
}

export async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** What the server tells its operator while there is no organisation. */
export function setUpLink({ folder }: OwnProduct): string {
  return readFileSync(path.join(folder, 'set-up-link.txt'), 'utf8').trim();
}
