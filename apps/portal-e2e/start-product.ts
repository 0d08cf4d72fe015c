import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const launcher = path.resolve(__dirname, '../../tools/launcher/main.mjs');

function startLauncher(folder: string): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: undefined,
    DATABASE_OWNER_URL: undefined,
    SMTP_URL: undefined,
    COUNTERSIGN_DATA: folder,
    PORT: new URL(process.env['PUBLIC_URL'] ?? '').port,
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

/** Starts the whole product as `npm start` does, on free ports and data of its own; stops it afterwards. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-journeys-'));
  chmodSync(folder, 0o711); // PostgreSQL's own user must come through when root runs the journeys
  const product = startLauncher(folder);
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
  process.env['INBOX_URL'] = runtime.inboxUrl;
  process.env['COUNTERSIGN_DATA'] = folder;
  return stop;
}
