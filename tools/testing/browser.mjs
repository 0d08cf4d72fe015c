// Which Chromium the browser tests drive, and with which flags.
import { existsSync } from 'node:fs';
import { Problem } from '../node/problem.mjs';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem(
      'The packaged Chromium exists for Linux x64 only. Set CHROMIUM_PATH to a Chromium or Chrome of this machine.',
    );
  }
  // read at import: the package then brings the NSS libraries that a bare machine lacks
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

function installedChromium() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH && !existsSync(CHROMIUM_PATH)) {
    throw new Problem(`CHROMIUM_PATH names ${CHROMIUM_PATH}, which does not exist.`);
  }
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : null;
}

/** @returns {Promise<{ executablePath: string, args: string[] }>} for Playwright's `launchOptions` */
export async function chromium() {
  const isRoot = process.getuid?.() === 0;
  return {
    executablePath: installedChromium() ?? (await packagedChromium()),
    args: isRoot ? [...flags, '--no-sandbox'] : flags,
  };
}
