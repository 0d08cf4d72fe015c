import 'reflect-metadata';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { aProduct } from '@countersign/testing';
import { fromRoot, handingOut, type Launching, nx } from './people/handing-out';

/**
 * What a browser is sent for the page that the link of a vendor's mail leads to, against an empty Angular application
 * of the same run. Both are built for production, compressed alike, handed out by the product's own api and read by the
 * same browser: the page, scripts and styles, each with the head of its answer. Fonts, which the empty one has none of,
 * and what comes ahead of the pages behind the entry are told beside it.
 */
const MOST = 2.0;
const ROOT = process.cwd();
const PHONE = { width: 390, height: 844 };
/** Shaped like a token; whether it is known is asked by a click alone. */
const TOKEN = 'x'.repeat(43);

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Compressing {
  readonly precompress: (folder: string) => Promise<unknown>;
}

async function built(): Promise<{ readonly product: string; readonly base: string }> {
  nx('portal:build');
  nx('empty-app:bundle');
  const product = join(ROOT, 'dist/apps/portal/browser');
  const base = join(ROOT, 'dist/bench/empty-app/browser');
  cpSync(join(product, 'portal-routes.json'), join(base, 'portal-routes.json'));
  const { precompress } = await fromRoot<Compressing>('tools/precompress.mjs');
  await precompress(base);
  return { product, base };
}

interface Sent {
  /** Page, scripts and styles that the entry stands with. */
  readonly entry: number;
  readonly files: number;
  readonly fonts: number;
  /** What came afterwards. */
  readonly ahead: number;
}

interface Answered {
  readonly type: string;
  readonly begun: number;
  bytes: number;
}

/** Seconds as the browser counts them: all that was asked for before the heading was painted belongs to the entry. */
async function sentTo(browser: Browser, address: string): Promise<Sent> {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const answers = new Map<string, Answered>();
  network.on('Network.requestWillBeSent', ({ requestId, type, wallTime }) =>
    answers.set(requestId, { type: type ?? '', begun: wallTime, bytes: 0 }),
  );
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const answer = answers.get(requestId);
    if (answer !== undefined) answer.bytes = encodedDataLength;
  });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('h1') === null) return;
      observer.disconnect();
      (window as unknown as { stands: number }).stands = Date.now() / 1000;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const stands = await page.evaluate(() => (window as unknown as { stands: number }).stands);
  await context.close();
  const all = [...answers.values()];
  const sum = (some: readonly Answered[]) => some.reduce((bytes, answer) => bytes + answer.bytes, 0);
  const fonts = all.filter(({ type }) => type === 'Font');
  const others = all.filter(({ type }) => type !== 'Font' && type !== 'Other');
  const entry = others.filter(({ begun }) => begun <= stands);
  return {
    entry: sum(entry),
    files: entry.length,
    fonts: sum(fonts),
    ahead: sum(others) - sum(entry),
  };
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

function tell(product: Sent, base: Sent): void {
  say(`The page of a vendor's link, and an empty Angular application, each with a router, both with brotli:`);
  say(`  the vendor's entry   ${kilobytes(product.entry)} in ${product.files} files`);
  say(`  the empty one        ${kilobytes(base.entry)} in ${base.files} files`);
  say(`Beside it: fonts ${kilobytes(product.fonts)}, the pages behind it ${kilobytes(product.ahead)}.`);
  const ratio = product.entry / base.entry;
  say(`ratio vendor-entry ${ratio.toFixed(3)}`);
  if (ratio <= MOST) return;
  say(`More than ${MOST} of the base.`);
  process.exitCode = 1;
}

const { product: ours, base: empty } = await built();
const product = await aProduct();
const launching = await fromRoot<Launching>('tools/testing/browser.mjs');
const browser = await chromium.launch(await launching.chromium());
try {
  const entry = (path: string) => (address: string) => sentTo(browser, `${address}${path}`);
  const base = await handingOut(product, empty, entry('/'));
  tell(await handingOut(product, ours, entry(`/respond#t=${TOKEN}`)), base);
} finally {
  await browser.close();
  await product.close();
}
