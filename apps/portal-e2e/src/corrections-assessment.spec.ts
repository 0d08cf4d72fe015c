import { addDays } from '@countersign/domain';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { inWords } from './days';
import { linkIn, mailsTo, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { answerByRequest, askVendor, moveClock, today } from './product';
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
  await openLink(page, linkIn(told));
  await expect(page.getByRole('main')).toContainText(inWords(right));
  await moveClock(6);
  await procurement.reload();
  await expect(procurement.getByRole('main')).not.toContainText('overdue');
  expect((await mailsTo(email)).filter(({ subject }) => /by another day/.test(subject))).toHaveLength(1);
});

test('what is returned names a new day, in the form and in the mail', async ({ visitors }) => {
  const procurement = await visitors.member('procurement');
  const email = 'noor.vance@cobalt-badges.example';
  const asked = { ...vendorOf('Cobalt Badges', email), dueOn: addDays(await today(procurement), 3) };
  const { assessmentId } = await askVendor(procurement, asked);
  await answerByRequest(await visitors.stranger(), email, { ...asked.contact, gaps: {} });
  const reviewer = await visitors.member('reviewer');
  await openClosing(reviewer, assessmentId);
  const back = addDays(await today(reviewer), 20);
  await reviewer.getByRole('button', { name: 'Return to the vendor' }).click();
  await reviewer.getByLabel('Message to the vendor').fill('Please attach the certificate.');
  await reviewer.getByLabel('Corrected answers needed by').fill(back);
  await reviewer.getByRole('button', { name: 'Return to the vendor' }).click();
  await expect(reviewer.getByRole('main')).toContainText(`due ${inWords(back)}`);
  const page = await visitors.stranger();
  await openLink(page, linkIn(await mailTo(email, /has a question about your answers/)));
  await expect(page.getByRole('main')).toContainText('Please attach the certificate.');
  await expect(page.getByRole('main')).toContainText(inWords(back));
  await accessible(page);
});

test('a second one is refused with the first; cancelled, the vendor’s link says so; then it is brought back', async ({
  visitors,
}) => {
  const page = await visitors.member('procurement');
  const email = 'noor.vance@ochre-badges.example';
  const asked = { ...vendorOf('Ochre Badges', email), dueOn: addDays(await today(page), 30) };
  const { assessmentId } = await askVendor(page, asked);
  const invitation = linkIn(await mailTo(email, /asks .* to answer/));

  await page.goto(`/assessments/${assessmentId}`);
  await page.getByRole('main').getByRole('link', { name: SERVICE }).first().click();
  await expect(page).toHaveURL(/\/engagements\//);
  await openTab(page, 'Assessments');
  await page.getByRole('link', { name: 'Send an assessment' }).click();
  await page.getByLabel('Contact at Ochre Badges').click();
  await page.getByRole('option', { name: /Noor Vance/ }).click();
  await page.getByRole('button', { name: 'Send the assessment' }).click();
  await expect(page.getByRole('link', { name: 'Go to that assessment' })).toHaveAttribute(
    'href',
    `/assessments/${assessmentId}`,
  );
  await page.getByLabel('Why a second one is needed').fill('Another site answers for itself.');
  await page.getByRole('button', { name: 'Send it all the same' }).click();
  await expect(page.getByText('The assessment goes to Noor Vance by mail.')).toBeVisible();

  await openClosing(page, assessmentId);
  await page.getByRole('button', { name: 'Cancel the assessment' }).click();
  await page.getByLabel('Reason', { exact: true }).fill('The deal fell through.');
  await page.getByLabel('Message to the vendor').fill('We chose another service.');
  await page.getByRole('button', { name: 'Cancel the assessment' }).click();
  await expect(page.getByText('The assessment was cancelled.').first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText('The deal fell through.');
  await expect(page.getByRole('main')).toContainText('We chose another service.');
  const told = await mailTo(email, /no longer needs/);
  expect(told.text).toContain('We chose another service.');
  expect(told.text).not.toContain('The deal fell through');
  const vendor = await visitors.stranger();
  await openLink(vendor, invitation);
  await expect(vendor.getByRole('main')).toContainText('no longer needs this questionnaire');
  await expect(vendor.getByRole('main')).toContainText('We chose another service.');
  await expect(vendor.getByRole('main')).not.toContainText('The deal fell through');
  await accessible(vendor);

  await openClosing(page, assessmentId);
  await page.getByRole('button', { name: 'Bring the assessment back' }).click();
  await page.getByLabel('Reason', { exact: true }).fill('The wrong one was cancelled.');
  await page.getByRole('button', { name: 'Bring the assessment back' }).click();
  await page.getByLabel('Why a second one is needed').fill('Both sites answer.');
  await page.getByRole('button', { name: 'Bring it back all the same' }).click();
  await expect(page.getByText('The assessment was brought back.')).toBeVisible();
  await openLink(vendor, linkIn(await mailTo(email, /after all/)));
  await expect(vendor.getByRole('heading', { level: 1 })).not.toContainText('ended');
});
