import { addDays } from '@countersign/domain';
import type { Page } from '@playwright/test';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { askVendor, today } from './product';

const CONTACT = { name: 'Ivo Marten', title: 'Engineer', email: 'ivo.marten@slate-courier.example' };
const PHONE = { width: 390, height: 844 };

/** What a page was sent, and how much of it moved while it came. */
async function watchLoad(page: Page) {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(() => {
    const seen = window as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return {
    bytes: () => bytes,
    shift: () => page.evaluate(() => (window as unknown as { shift: number }).shift),
  };
}

test('what a vendor is sent first is small, moves nothing, and goes on without a network', async ({
  visitors,
  browser,
}) => {
  const procurement = await visitors.member('procurement');
  await askVendor(procurement, {
    vendor: 'Slate Courier',
    service: 'Document courier',
    contact: CONTACT,
    dueOn: addDays(await today(procurement), 21),
  });
  const link = linkIn(await mailTo(CONTACT.email, /security questionnaire/));
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const load = await watchLoad(page);

  await openLink(page, link);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Slate Courier');
  await page.waitForLoadState('networkidle');
  // fonts, the frame of the vendor's side, all of its pages and the questionnaire itself
  expect(load.bytes()).toBeLessThan(450_000);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Slate Courier');
  expect(await load.shift()).toBeLessThan(0.05);
  await page.waitForLoadState('networkidle');

  await context.setOffline(true);
  await page.getByRole('link', { name: /^A\. / }).click();
  await expect(page.getByRole('group', { name: /^MA-\d\d/ }).first()).toBeVisible();
  await context.close();
});
