// npm run dev:latency, beside a running `npm run dev` that is given the same PORT and COUNTERSIGN_DATA: how long it is
// from the save of a file to the new page in a browser. Every file is put back as it was.
import './node/require-node.mjs';
import fs from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';

const { chromium: driver } = await import('@playwright/test');
const { failWith, Problem } = await import('./node/problem.mjs');
const { root } = await import('./node/root.mjs');
const { chromium } = await import('./testing/browser.mjs');
const { dataFolderPath } = await import('./launcher/data-folder.mjs');
const { signIns } = await import('./launcher/demonstration.mjs');

const TIMES = 5;
const PATIENCE_MS = 30_000;
const REST_MS = 5_000; // what is checked after a page is shown has an end before the next save
const intake = 'apps/portal/src/app/staff/engagements/intake';
const values = 'libs/domain/src/facts/values.ts';
const label = { from: '{ label: option }', to: (n) => `{ label: option + ' ${n}.' }` };

/* global document, getComputedStyle */
/** `shows` runs in the page. */
const saves = [
  {
    of: 'a template',
    file: `${intake}/risk-preview.html`,
    edits: [{ from: '>Inherent risk<', to: (n) => `>Inherent risk ${n}.<` }],
    shows: (n) => document.querySelector('cs-risk-preview h2')?.textContent.endsWith(` ${n}.`),
  },
  {
    of: 'a stylesheet',
    file: `${intake}/risk-preview.scss`,
    edits: [{ from: ':host {', to: (n) => `:host {\n  outline-offset: ${n}px;` }],
    shows: (n) => {
      const preview = document.querySelector('cs-risk-preview');
      return preview !== null && getComputedStyle(preview).outlineOffset === `${n}px`;
    },
  },
  {
    of: 'the code of a feature',
    file: `${intake}/risk-preview.ts`,
    edits: [{ from: 'as stated so far', to: (n) => `as stated so far ${n}.` }],
    shows: (n) => document.querySelector('cs-risk-preview')?.ariaLabel.endsWith(` ${n}.`),
  },
  {
    of: 'a body of the domain',
    file: values,
    edits: [label],
    shows: (n) => document.querySelector('cs-intake-fields')?.textContent.includes(` ${n}.`),
  },
  {
    of: 'an exported shape of the domain',
    file: values,
    edits: [
      label,
      { from: 'fact: string): Readonly', to: (n) => `fact: string, _mark${n}?: ${n}): Readonly` },
    ],
    shows: (n) => document.querySelector('cs-intake-fields')?.textContent.includes(` ${n}.`),
  },
];

function edited(text, { file, edits }, n) {
  return edits.reduce((sum, { from, to }) => {
    if (!sum.includes(from)) throw new Problem(`${file} holds no ${JSON.stringify(from)} any more.`);
    return sum.replace(from, to(n));
  }, text);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function openPage(browser, url) {
  const [, mail, password] = /^(\S+)\s+(\S+)/m.exec(signIns(dataFolderPath()) ?? '') ?? [];
  if (!mail) throw new Problem('No sign-in of a demonstration is known: does `npm run dev` run on its data?');
  const page = await browser.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill(mail);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation').first().waitFor({ timeout: PATIENCE_MS });
  const answer = await page.request.get(`${url}/api/vendors`);
  const [{ id }] = (await answer.json()).items;
  await page.goto(`${url}/vendors/${id}/engagements/new`);
  await page.locator('cs-risk-preview h2').waitFor({ timeout: PATIENCE_MS });
  return page;
}

let mark = 100 + (Date.now() % 800);

async function measure(page, save) {
  const file = path.join(root, save.file);
  const before = fs.readFileSync(file, 'utf8');
  const restore = () => fs.writeFileSync(file, before);
  process.once('exit', restore);
  const times = [];
  try {
    for (let time = 0; time < TIMES; time++) {
      await pause(REST_MS);
      const n = ++mark;
      const after = edited(before, save, n);
      const from = performance.now();
      fs.writeFileSync(file, after);
      await page.waitForFunction(save.shows, n, { timeout: PATIENCE_MS, polling: 16 });
      times.push(performance.now() - from);
    }
  } finally {
    process.off('exit', restore);
    restore();
    await pause(REST_MS);
  }
  process.stdout.write(
    `${save.of.padEnd(32)} median ${Math.round(median(times))} ms (${times.map(Math.round).join(', ')})\n`,
  );
  return median(times);
}

async function main() {
  const url = `http://localhost:${process.env.PORT || 3000}`;
  const browser = await driver.launch(await chromium());
  try {
    const page = await openPage(browser, url);
    for (const save of saves) await measure(page, save);
    process.stdout.write(`Load of the machine: ${loadavg()[0].toFixed(1)}.\n`);
  } finally {
    await browser.close();
  }
}

process.once('SIGINT', () => process.exit(130));
await main().catch(failWith);
