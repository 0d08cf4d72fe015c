import { addDays } from '@countersign/domain';
import { accessible } from './accessible';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { askVendor, today } from './product';

const CONTACT = { name: 'Iris Holm', title: 'Counsel', email: 'iris.holm@fern-ledgers.example' };

test('the way in by a code, a link that opens nothing, and declining keep nobody out', async ({
  visitors,
}) => {
  const procurement = await visitors.member('procurement');
  await askVendor(procurement, {
    vendor: 'Fern Ledgers',
    service: 'Ledger hosting',
    contact: CONTACT,
    dueOn: addDays(await today(procurement), 21),
  });
  const link = linkIn(await mailTo(CONTACT.email, /security questionnaire/));
  const page = await visitors.stranger();

  await page.goto(`${link.slice(0, link.indexOf('#'))}#t=${'x'.repeat(43)}`);
  await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible();
  await accessible(page);

  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Mail me the code' }).click();
  await page.getByLabel('Code from the mail').fill('000000');
  await page.getByRole('button', { name: 'Open the questionnaire' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await accessible(page);

  await openLink(page, link);
  await page.getByRole('button', { name: 'We will not answer' }).click();
  await page.getByLabel('Why?').fill('Our answers are published.');
  await accessible(page);
  await page.getByRole('button', { name: 'Decline to answer' }).click();
  await expect(page.locator('cs-declined-notice h2')).toBeVisible();
  await accessible(page);
});
