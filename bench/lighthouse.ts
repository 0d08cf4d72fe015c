import 'reflect-metadata';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { aProduct } from '@countersign/testing';
import { fromRoot, handingOut, type Launching, nx } from './people/handing-out';
import { respondentsOf } from './people/respondents';

/**
 * What Lighthouse says of the two pages that a vendor meets first, on the phone that it makes up: the page of the link,
 * and a section of the questionnaire. Built for production and handed out by the product's own api; the median of five.
 */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 5);
const LEAST = { accessibility: 100, performance: 95 };
const MOST_SHIFT = 0.05;
/** Shaped like a token; whether it is known is asked by a click alone. */
const TOKEN = 'x'.repeat(43);

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Judged {
  readonly accessibility: number;
  readonly performance: number;
  readonly shift: number;
  /** Of accessibility, what is not as it should be. */
  readonly faults: readonly string[];
  /** Milliseconds until the largest piece is painted. */
  readonly painted: number;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Lighthouse wants a browser of its own, that it reaches by a port. */
async function judge(address: string, cookie: string | null): Promise<Judged> {
  const { chromium: ours } = await fromRoot<Launching>('tools/testing/browser.mjs');
  const { executablePath, args } = await ours();
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [...args, `--remote-debugging-port=${port}`],
  });
  try {
    const judged = await lighthouse(address, {
      port,
      onlyCategories: ['accessibility', 'performance'],
      logLevel: 'error',
      ...(cookie !== null && { extraHeaders: { Cookie: cookie } }),
    });
    if (judged === undefined) throw new Error('Lighthouse says nothing.');
    const { categories, audits, runtimeError, finalDisplayedUrl } = judged.lhr;
    if (runtimeError !== undefined) throw new Error(runtimeError.message);
    if (!finalDisplayedUrl?.startsWith(address)) {
      throw new Error(`Lighthouse was led to ${finalDisplayedUrl ?? 'nowhere'}.`);
    }
    const points = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
    const { auditRefs = [] } = categories['accessibility'] ?? {};
    return {
      accessibility: points('accessibility'),
      performance: points('performance'),
      shift: audits['cumulative-layout-shift']?.numericValue ?? 1,
      painted: audits['largest-contentful-paint']?.numericValue ?? 0,
      faults: auditRefs.map(({ id }) => id).filter((id) => audits[id]?.score === 0),
    };
  } finally {
    await browser.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function measure(page: string, address: string, cookie: string | null): Promise<void> {
  const all: Judged[] = [];
  for (let run = 0; run < RUNS; run++) all.push(await judge(address, cookie));
  const accessibility = median(all.map((one) => one.accessibility));
  const performance = median(all.map((one) => one.performance));
  const shift = median(all.map((one) => one.shift));
  const runs = all.map((one) => one.performance).join(', ');
  say(
    `${page}: accessibility ${accessibility}, performance ${performance} (${runs}), shift ${shift.toFixed(3)},`,
  );
  say(`  largest paint after ${(median(all.map((one) => one.painted)) / 1000).toFixed(1)} s`);
  const faults = [...new Set(all.flatMap((one) => one.faults))];
  if (faults.length > 0) say(`  accessibility: ${faults.join(', ')}`);
  say(`ratio lighthouse-${page} ${(performance / 100).toFixed(2)}`);
  if (accessibility >= LEAST.accessibility && performance >= LEAST.performance && shift < MOST_SHIFT) return;
  say(
    `Less than accessibility ${LEAST.accessibility}, performance ${LEAST.performance}, or shift ${MOST_SHIFT} and more.`,
  );
  process.exitCode = 1;
}

nx('portal:build');
const product = await aProduct();
try {
  const { all } = await respondentsOf(product, 1);
  const [respondent] = all;
  if (respondent === undefined) throw new Error('Nobody answers.');
  await handingOut(product, join(process.cwd(), 'dist/apps/portal/browser'), async (address) => {
    await measure('entry', `${address}/respond#t=${TOKEN}`, null);
    const section = `${address}/respond/assessments/${respondent.assessmentId}/sections/scope`;
    await measure('section', section, respondent.cookie);
  });
} finally {
  await product.close();
}
