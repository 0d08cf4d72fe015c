import path from 'node:path';
import { expect, type Page } from '@playwright/test';

const FOLDER = path.resolve(__dirname, '../screenshots');
export const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function capture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), fullPage: true, animations: 'disabled' });
}

/** Nothing on a page may push it wider than its window. */
async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0);
}

/** The screen as it is now, on a desktop and on a phone. */
export async function picture(page: Page, name: string): Promise<void> {
  await capture(page, `${name}-desktop`);
  await fits(page);
  await page.setViewportSize(PHONE);
  await fits(page);
  await capture(page, `${name}-phone`);
  await page.setViewportSize(DESKTOP);
}

/** For the main screens: in dark as well. */
export async function pictureInBothThemes(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}
