// Prints, as JSON, what the browser journeys need before the product is started: a browser and a free port.
import { freePort } from '../node/ports.mjs';
import { failWith } from '../node/problem.mjs';
import { chromium } from './browser.mjs';

try {
  const browser = await chromium();
  process.stdout.write(JSON.stringify({ ...browser, port: await freePort() }));
} catch (error) {
  failWith(error);
}
