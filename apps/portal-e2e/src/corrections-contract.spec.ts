import { addDays } from '@countersign/domain';
import type { Page } from '@playwright/test';
import { inWords } from './days';
import { mailsTo } from './inbox';
import { expect, test } from './journey';
import { askVendor, moveClock, today } from './product';
import { pictureInBothThemes } from './screens';
import { OWNER } from './story';
import { choose, heading, openEngagement, openTab, whatNext } from './staff-pages';

const VENDOR = 'Fennel Street Couriers';
const SERVICE = 'Courier runs';
const TITLE = 'Courier agreement';
const WRONG_DATE = /the date we mailed no longer holds/;

const mailsAbout = async (subject: RegExp) =>
  (await mailsTo(OWNER)).filter(
    (mail) => subject.test(mail.subject) && mail.text.includes(`${TITLE} with ${VENDOR}`),
  );

async function record(page: Page, days: { readonly effective: string; readonly lastDay: string }) {
  await openEngagement(page, VENDOR, SERVICE);
  await openTab(page, 'Contract and clauses');
  await page.getByRole('main').getByRole('link', { name: 'Record the contract' }).first().click();
  await expect(page.getByRole('combobox', { name: 'Engagements it covers' })).toContainText(SERVICE);
  await page.getByRole('textbox', { name: 'Title' }).fill(TITLE);
  await page.getByRole('textbox', { name: 'Reference' }).fill('FSC-1');
  await choose(page, 'Owner', 'Tom Okafor');
  await choose(page, 'It takes effect', 'On a day it names');
  await page.getByRole('textbox', { name: 'Effective date' }).fill(days.effective);
  await choose(page, 'Initial term', 'Until a day it names');
  await page.getByRole('textbox', { name: 'Last day of the initial term' }).fill(days.lastDay);
  await choose(page, 'Renewal', 'By itself');
  await page.getByRole('textbox', { name: 'Months of each renewal' }).fill('12');
  await choose(page, 'Notice', 'Days before the end');
  await page.getByRole('textbox', { name: 'Notice in days' }).fill('30');
  await choose(page, 'Notice counts from the day it is', /^Sent$/);
  await page.getByRole('button', { name: 'Record the contract' }).click();
}

test('a wrong date, decision, notice and the contract itself are corrected, and it is signed later', async ({
  visitors,
}) => {
  const page = await visitors.member('procurement');
  const now = await today(page);
  const contact = { name: 'Avery Sloe', title: 'Dispatcher', email: 'avery.sloe@fennel-street.example' };
  await askVendor(page, { vendor: VENDOR, service: SERVICE, contact, dueOn: addDays(now, 60) });
  const wrong = addDays(now, 66);
  const right = addDays(now, 96);
  await record(page, { effective: addDays(now, -200), lastDay: wrong });
  await expect(heading(page, TITLE)).toBeVisible();
  const address = new URL(page.url()).pathname;
  await expect(page.getByText('Not signed yet')).toBeVisible();

  // A reminder of the wrong date goes before anybody sees it.
  await moveClock(8);
  await expect(async () => expect(await mailsAbout(/./)).not.toEqual([])).toPass({ timeout: 60_000 });
  expect(await mailsAbout(WRONG_DATE)).toEqual([]);

  // The date is corrected, and the contract has been signed meanwhile.
  await page.goto(address);
  await page.getByRole('link', { name: 'Correct the terms' }).click();
  await page.getByRole('textbox', { name: 'Last day of the initial term' }).fill(right);
  await page.getByRole('textbox', { name: 'Signed on' }).fill(addDays(now, -10));
  await page.getByRole('textbox', { name: 'Reason' }).fill('The month was misread; both sides have signed.');
  await page.getByRole('button', { name: 'Save the terms' }).click();
  await expect(heading(page, TITLE)).toBeVisible();
  await expect(page.getByText('Not signed yet')).toBeHidden();
  await expect(page.getByRole('row', { name: /Term 1/ })).toContainText(inWords(right));
  await expect(async () => expect(await mailsAbout(WRONG_DATE)).toHaveLength(1)).toPass({ timeout: 60_000 });
  await moveClock(5);
  await page.reload();

  // The wrong decision is replaced, and both stand in the list.
  const decide = async (decision: string, reason: string) => {
    const form = page.getByRole('heading', { name: 'Decide term 1' });
    const open = page.getByRole('button', { name: 'Decide term 1' });
    await expect(form.or(open)).toBeVisible();
    if (await open.isVisible()) await open.click();
    await page.getByRole('radio', { name: decision, exact: true }).check();
    await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await expect(page.getByRole('row', { name: new RegExp(reason) })).toBeVisible();
  };
  await decide('Renegotiate', 'Prices rose');
  await decide('End', 'Another courier is cheaper');
  await expect(page.getByRole('row', { name: /Prices rose/ })).toContainText('replaced by a later decision');

  // A notice that was never sent is withdrawn.
  const form = page.getByRole('heading', { name: 'Record a notice to the vendor' });
  const open = page.getByRole('button', { name: 'Record a notice' });
  await expect(form.or(open)).toBeVisible();
  if (await open.isVisible()) await open.click();
  await page.getByRole('textbox', { name: 'Sent on' }).fill(await today(page));
  await page.getByRole('textbox', { name: 'Way' }).fill('Registered letter');
  await page.getByRole('button', { name: 'Record the notice' }).last().click();
  await page.getByRole('button', { name: 'Withdraw the notice' }).click();
  await page.getByRole('textbox').last().fill('The letter never left the house.');
  await page.getByRole('button', { name: 'Withdraw the notice' }).last().click();
  await expect(page.getByText('The letter never left the house.')).toBeVisible();

  // It was recorded for the wrong company: void, it counts nowhere, and nothing can be done about it.
  await page.getByRole('link', { name: 'Void the contract' }).click();
  await expect(page.getByText('Left without any contract:')).toContainText(SERVICE);
  await page.getByRole('textbox', { name: 'Reason' }).fill('It is the agreement of another company.');
  await pictureInBothThemes(page, '33-voiding-a-contract');
  await page.getByRole('button', { name: 'Void the contract' }).click();
  await expect(page.getByRole('heading', { name: /^Void since/ })).toBeVisible();
  await expect(whatNext(page)).toBeHidden();
  await expect(page.getByRole('link', { name: 'Correct the terms' })).toBeHidden();
  await pictureInBothThemes(page, '34-void-contract');
  await page.goto('/contracts');
  await page.getByRole('textbox', { name: 'Search by name, vendor or number' }).fill(VENDOR);
  await expect(page.getByText('No contracts match')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Void, recorded by mistake' }).check();
  await page.getByRole('link', { name: TITLE }).click();

  // It was right after all: everything is there again, and no mail goes twice.
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByRole('textbox', { name: 'Why it counts again' }).fill('It was the right company.');
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByRole('heading', { name: /^Void since/ })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Correct the terms' })).toBeVisible();
  await openTab(page, 'History');
  for (const line of ['Void contract brought back', 'Contract voided', 'Terms of the contract corrected'])
    await expect(page.getByText(line).first()).toBeVisible();
  await moveClock(2);
  expect(await mailsAbout(WRONG_DATE)).toHaveLength(1);
});
