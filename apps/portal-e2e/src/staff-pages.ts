import { expect, type Locator, type Page } from '@playwright/test';

/** A list whose choices are still on their way does not open yet, so the key is pressed again; in an open one it would choose. */
export async function choose(page: Page, label: string, name: string | RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  const option = page.getByRole('option', { name });
  await expect(async () => {
    if ((await box.getAttribute('aria-expanded')) !== 'true') await box.press('Enter');
    await expect(option).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await option.click();
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

export function whatNext(page: Page): Locator {
  return page.getByRole('region', { name: 'What next' });
}

export function heading(page: Page, name: string | RegExp): Locator {
  return page.getByRole('heading', { name, level: 1 });
}

/** Through the list, as somebody finds a vendor by its name. */
export async function openVendor(page: Page, name: string): Promise<void> {
  await page.goto('/vendors');
  await page.getByRole('textbox', { name: 'Search vendors' }).last().fill(name);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
}

export async function openEngagement(page: Page, vendor: string, service: string): Promise<void> {
  await openVendor(page, vendor);
  await page.getByRole('link', { name: service, exact: true }).click();
  await expect(heading(page, service)).toBeVisible();
}

/** How many rows a list says it has: "12 vendors". */
export async function rowsOf(page: Page, noun: string): Promise<number> {
  const total = page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: new RegExp(`\\d ${noun}s?$`) });
  await expect(total).toBeVisible();
  return Number(/\d+/.exec((await total.innerText()).replace(',', ''))?.[0]);
}
