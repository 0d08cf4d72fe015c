import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

interface JourneySettings {
  readonly executablePath: string;
  readonly args: string[];
  readonly port: number;
}

const root = path.resolve(__dirname, '../..');

/** Chosen once: Playwright reads this file again in each worker, which inherits the environment. */
function journeySettings(): JourneySettings {
  process.env['COUNTERSIGN_JOURNEY'] ??= execFileSync(
    process.execPath,
    [path.join(root, 'tools/testing/journey-settings.mjs')],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(process.env['COUNTERSIGN_JOURNEY']) as JourneySettings;
}

const { executablePath, args, port } = journeySettings();
process.env['PUBLIC_URL'] = `http://localhost:${port}`;

export default defineConfig({
  testDir: './src',
  outputDir: path.join(root, 'tmp/journeys/output'),
  // one picture for every platform: the fonts come with the portal
  snapshotPathTemplate: '{testDir}/{testFileName}-pictures/{arg}{ext}',
  globalSetup: './start-product.ts',
  // one product and one database for all of them
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: path.join(root, 'tmp/journeys/results.json') }]],
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    headless: true,
    locale: 'en-GB',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args },
  },
});
