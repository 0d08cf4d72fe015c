import { addDays } from '@countersign/domain';
import type { Page } from '@playwright/test';
import { inWords } from './days';
import { linkIn, mailsTo, mailTo } from './inbox';
import { expect, test } from './journey';
import { askVendor, moveClock, today } from './product';
import { openTab } from './staff-pages';

const SERVICE = 'Badge printing';

const vendorOf = (vendor: string, email: string) => ({
  vendor,
  contact: { name: 'Noor Vance', title: 'Security officer', email },
  service: SERVICE,
});

async function openClosing(page: Page, assessmentId: string): Promise<void> {
  await page.goto(`/assessments/${assessmentId}`);
  await openTab(page, 'Closing');
}

test('a wrong due date is corrected after a reminder went, and the vendor is told once', async ({
  visitors,
}) => {
  const procurement = await visitors.member('procurement');
  const day = await today(procurement);
  const email = 'noor.vance@amber-badges.example';
  const asked = { ...vendorOf('Amber Badges', email), dueOn: addDays(day, 4) };
  const { assessmentId } = await askVendor(procurement, asked);
  await mailTo(email, /asks .* to answer/);
  await moveClock(4);
  await mailTo(email, /^Reminder/);
  const right = addDays(day, 44);
  await openClosing(procurement, assessmentId);
  await procurement.getByRole('button', { name: 'Change due date, contact or message' }).click();
  await procurement.getByLabel('Answers needed by').fill(right);
  await procurement.getByLabel('Reason', { exact: true }).fill('The wrong month was typed.');
  await procurement.getByLabel('Name the reason in the mail about another due date').check();
  await procurement.getByRole('button', { name: 'Save the correction' }).click();
  await expect(procurement.getByText('The assessment was corrected.')).toBeVisible();
  await expect(procurement.getByRole('main')).toContainText(inWords(right));
  const told = await mailTo(email, /by another day/);
  expect(told.text).toContain('The wrong month was typed.');
  const page = await visitors.stranger();
  await page.goto(linkIn(told));
  await page.getByRole('button', { name: 'Open the questionnaire' }).click();
  await expect(page.getByRole('main')).toContainText(inWords(right));
  await moveClock(6);
  await procurement.reload();
  await expect(procurement.getByRole('main')).not.toContainText('overdue');
  expect((await mailsTo(email)).filter(({ subject }) => /by another day/.test(subject))).toHaveLength(1);
});
