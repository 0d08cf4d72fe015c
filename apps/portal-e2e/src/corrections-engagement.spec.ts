import { addDays } from '@countersign/domain';
import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { askVendor, today } from './product';
import { pictureInBothThemes } from './screens';
import { choose, heading, openEngagement, openTab, whatNext } from './staff-pages';

const VENDOR = 'Gorse Lane Payroll';
const CONTACT = { name: 'Ines Marlow', title: 'Office manager', email: 'ines.marlow@gorse-lane.example' };

async function saveUse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save the use' }).click();
  await expect(page.getByRole('button', { name: 'Change the use' })).toBeVisible();
}

test('a wrong name is corrected in two tabs, a wrong day of use too, and a service is ended and reopened', async ({
  visitors,
}) => {
  const page = await visitors.member('procurement');
  const now = await today(page);
  await askVendor(page, {
    vendor: VENDOR,
    service: 'Payrol runs',
    contact: CONTACT,
    dueOn: addDays(now, 21),
  });
  await openEngagement(page, VENDOR, 'Payrol runs');
  const address = page.url();

  // Two tabs at the form: the second one is shown both values, and loses nothing.
  const second = await page.context().newPage();
  await second.goto(address);
  for (const tab of [page, second]) {
    await tab.getByRole('link', { name: 'Edit', exact: true }).click();
    await expect(heading(tab, 'Edit the engagement')).toBeVisible();
  }
  await page.getByLabel('Name of the service').fill('Payroll runs');
  await page.getByRole('button', { name: 'Save the engagement' }).click();
  await expect(heading(page, 'Payroll runs')).toBeVisible();
  await second.getByLabel('Name of the service').fill('Pay runs');
  await choose(second, 'Owner', 'Tom Okafor');
  await second.getByRole('button', { name: 'Save the engagement' }).click();
  const clash = second.getByRole('alert', { name: 'This has been changed meanwhile' });
  await expect(clash).toContainText('Pay runs');
  await expect(clash).toContainText('Payroll runs');
  await pictureInBothThemes(second, '30-engagement-in-two-tabs');
  await clash.getByRole('button', { name: 'Keep mine, then save' }).click();
  await second.getByRole('button', { name: 'Save the engagement' }).click();
  await expect(heading(second, 'Pay runs')).toBeVisible();
  await expect(second.getByText('Owner Tom Okafor')).toBeVisible();
  await second.close();

  // The day since which the service runs was mistyped: findings follow the right one.
  await page.goto(address);
  await page.getByRole('button', { name: 'Change the use' }).click();
  await page.getByRole('radio', { name: 'In use', exact: true }).check();
  await page.getByLabel('In use since').fill(addDays(now, -300));
  await saveUse(page);
  await openTab(page, 'Findings');
  await expect(page.getByText('In use without an approval in force').first()).toBeVisible();
  await openTab(page, 'Overview');
  await page.getByRole('button', { name: 'Change the use' }).click();
  await page.getByLabel('In use since').fill(addDays(now, -3));
  await saveUse(page);
  await page.getByRole('button', { name: 'Change the use' }).click();
  await expect(page.getByLabel('In use since')).toHaveValue(addDays(now, -3));
  await page.getByRole('radio', { name: 'Not in use yet' }).check();
  await saveUse(page);
  await page.getByRole('button', { name: 'Change the use' }).click();
  await page.getByRole('radio', { name: 'In use', exact: true }).check();
  await page.getByLabel('In use since').fill(addDays(now, -3));
  await saveUse(page);

  // It ends: what follows is said first.
  await page.getByRole('link', { name: 'End', exact: true }).click();
  await expect(heading(page, 'End the engagement')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'With the vendor now' })).toBeVisible();
  await page.getByLabel('Last day').fill(now);
  await page.getByLabel('Reason').fill('Another vendor took it over');
  await pictureInBothThemes(page, '31-end-of-an-engagement');
  await page.getByRole('button', { name: 'End the engagement' }).click();
  await expect(heading(page, 'Pay runs')).toBeVisible();
  await expect(whatNext(page)).toContainText('have the data returned or destroyed');
  await expect(page.getByText('Another vendor took it over')).toBeVisible();
  await pictureInBothThemes(page, '32-ended-engagement');
  await openTab(page, 'Assessments');
  await expect(page.getByText('Cancelled')).toBeVisible();

  // It was the wrong one: it is reopened, and used as before.
  await openTab(page, 'Overview');
  await page.getByRole('button', { name: 'Reopen the engagement' }).click();
  await page.getByLabel('Why it goes on').fill('It was another service');
  await page.getByRole('button', { name: 'Reopen the engagement' }).click();
  await expect(page.getByRole('link', { name: 'End', exact: true })).toBeVisible();
  await openTab(page, 'History');
  for (const line of ['Engagement reopened', 'Engagement ended', 'Engagement changed'])
    await expect(page.getByText(line).first()).toBeVisible();
});
