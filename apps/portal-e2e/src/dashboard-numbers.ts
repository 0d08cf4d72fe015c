import { expect, type Locator, type Page } from '@playwright/test';
import { heading, rowsOf } from './staff-pages';

interface NumberLink {
  readonly words: string;
  readonly href: string;
  readonly amount: number;
  /** What the list behind it lists. */
  readonly noun: string;
}

async function dashboardLinks(page: Page): Promise<Locator> {
  await expect(heading(page, 'Dashboard')).toBeVisible();
  await expect(page.getByRole('table', { name: /Number of vendors/ })).toBeVisible();
  return page.getByRole('main').getByRole('link');
}

/** Every link that counts something and leads to a list. */
export async function numbersOn(page: Page): Promise<readonly NumberLink[]> {
  const links = await (
    await dashboardLinks(page)
  ).evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute('href') ?? '',
      words: (link.getAttribute('aria-label') ?? link.textContent).trim().replace(/\s+/g, ' '),
      noun:
        /^\/(vendor|engagement|assessment|finding|contract)s(\?|$)/.exec(
          link.getAttribute('href') ?? '',
        )?.[1] ?? '',
    })),
  );
  return links.flatMap((link) => {
    const first = /^(\d+|One\b)/.exec(link.words)?.[1];
    if (first === undefined || link.noun === '') return [];
    return [{ ...link, amount: first === 'One' ? 1 : Number(first) }];
  });
}

/** Gaps are counted in the column of that name: their list has a row for each engagement. */
async function gapsInColumn(page: Page): Promise<number> {
  const table = page.getByRole('main').getByRole('table');
  const headers = await table.getByRole('columnheader').allInnerTexts();
  const column = headers.findIndex((text) => text.trim() === 'Clause gaps');
  let sum = 0;
  for (const row of (await table.getByRole('row').all()).slice(1)) {
    sum += Number(await row.getByRole('cell').nth(column).innerText());
  }
  return sum;
}

/** Each contract says how many of its clauses nobody has read yet. */
async function toReviewInRows(page: Page): Promise<number> {
  const text = await page.getByRole('main').getByRole('table').innerText();
  return [...text.matchAll(/(\d+) to review/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Goes where the number leads, counts, and comes back. */
export async function countBehind(page: Page, { href, words, noun }: NumberLink): Promise<number> {
  // a card that comes late moves the others, and an attempt that failed may have ended elsewhere
  if (new URL(page.url()).pathname !== '/dashboard') await page.goto('/dashboard');
  const links = await dashboardLinks(page);
  await links
    .and(page.locator(`a[href=${JSON.stringify(href)}]`))
    .first()
    .click();
  const rows = await rowsOf(page, noun);
  const counted = /gaps? in contracts/.test(words)
    ? await gapsInColumn(page)
    : /clauses? to review/.test(words)
      ? await toReviewInRows(page)
      : rows;
  await page.goBack();
  return counted;
}
