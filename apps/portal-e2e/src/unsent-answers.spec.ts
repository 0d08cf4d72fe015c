import { addDays } from '@countersign/domain';
import type { BrowserContext, Page } from '@playwright/test';
import { accessible } from './accessible';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { answerByRequest, askVendor, today } from './product';

/** Longer than a key stroke takes, shorter than the pause after which it is sent. */
const AFTER_TYPING = 100;
const QUESTION = /^MA-01/;

/** A questionnaire of its own for each test, on its first section. */
async function asked(procurement: Page, browser: { newContext(): Promise<BrowserContext> }, name: string) {
  const email = `noor.aziz@${name.toLowerCase()}-lane.example`;
  await askVendor(procurement, {
    vendor: `${name} Lane`,
    service: 'Letter printing',
    contact: { name: 'Noor Aziz', title: 'Engineer', email },
    dueOn: addDays(await today(procurement), 21),
  });
  const link = linkIn(await mailTo(email, /security questionnaire/));
  const context = await browser.newContext();
  const page = await context.newPage();
  await openLink(page, link);
  await page.getByRole('link', { name: /^A\. / }).first().click();
  await expect(field(page)).toBeVisible();
  return { context, page, email, link, address: page.url() };
}

const question = (page: Page) => page.getByRole('group', { name: QUESTION });
const field = (page: Page) => question(page).getByRole('textbox').first();
const standing = (page: Page) => page.locator('cs-saving-bar .saving');

/** The next visit with the same browser. */
async function visitAgain(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expect(field(page)).toBeVisible();
  return page;
}

/** A second browser of the same person stands for a colleague: what it saves is no work of this one. */
async function elsewhere(browser: { newContext(): Promise<BrowserContext> }, link: string, address: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openLink(page, link);
  await page.waitForURL(/\/assessments\//);
  await page.goto(address);
  await expect(field(page)).toBeVisible();
  return page;
}

test('a tab that crashes a tenth of a second after the last key loses nothing', async ({
  visitors,
  browser,
}) => {
  const { context, page, address } = await asked(await visitors.member('procurement'), browser, 'Crash');
  // nothing reaches the server before the crash: what comes back can only come from this browser
  await page.route('**/answers/**', () => undefined);
  await field(page).pressSequentially('Prints and posts');
  await page.waitForTimeout(AFTER_TYPING);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;

  const again = await visitAgain(context, address);
  await expect(field(again)).toHaveValue('Prints and posts');
  await expect(standing(again)).toHaveText(/Saved/);
  await again.reload();
  await expect(field(again)).toHaveValue('Prints and posts');
  await context.close();
});

test('a tab that is closed while offline sends what was typed on the next visit', async ({
  visitors,
  browser,
}) => {
  const { context, page, address } = await asked(await visitors.member('procurement'), browser, 'Offline');
  await context.setOffline(true);
  await field(page).pressSequentially('Letters only');
  await field(page).blur();
  await expect(standing(page)).toHaveText(/Offline: 1 answer waiting/);
  await accessible(page);
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);

  const again = await visitAgain(context, address);
  await expect(field(again)).toHaveValue('Letters only');
  await expect(standing(again)).toHaveText(/Saved/);
  await context.close();
});

test('a tab that a phone discards comes back with its words', async ({ visitors, browser }) => {
  const { context, page, address } = await asked(await visitors.member('procurement'), browser, 'Discard');
  // first frozen, so that nothing of it runs any more, then gone without a word
  const session = await context.newCDPSession(page);
  await field(page).pressSequentially('Thrown out of memory');
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await page.close({ runBeforeUnload: false });

  const again = await visitAgain(context, address);
  await expect(field(again)).toHaveValue('Thrown out of memory');
  await expect(standing(again)).toHaveText(/Saved/);
  await context.close();
});

test('what is typed after two answers met stays, and is kept where theirs is', async ({
  visitors,
  browser,
}) => {
  const { context, page, link, address } = await asked(
    await visitors.member('procurement'),
    browser,
    'Conflict',
  );
  const other = await elsewhere(browser, link, address);
  await context.setOffline(true);
  await field(page).pressSequentially('Mine');
  await field(other).fill('Theirs');
  await field(other).blur();
  await expect(standing(other)).toHaveText(/Saved/);
  await context.setOffline(false);
  const conflict = page.getByRole('group', { name: 'Two answers to this question' });
  await expect(conflict).toContainText('Theirs');
  await accessible(page);
  await field(page).pressSequentially(', and some more');
  await expect(field(page)).toHaveValue('Mine, and some more');

  await page.reload();
  await expect(field(page)).toHaveValue('Mine, and some more');
  await conflict.getByRole('button', { name: 'Keep theirs' }).click();
  await expect(field(page)).toHaveValue('Theirs');
  await page.reload();
  const aside = page.getByRole('group', { name: /^Your text, set aside \d\d:\d\d/ });
  await expect(aside).toContainText('Mine, and some more');
  await accessible(page);
  await aside.getByRole('button', { name: 'Put it back' }).click();
  await expect(field(page)).toHaveValue('Mine, and some more');
  // where nobody is typing it shows within seconds
  await expect(field(other)).toHaveValue('Mine, and some more');
  await context.close();
  await other.context().close();
});

test('what is typed after a colleague submitted can be read and copied, also on the next visit', async ({
  visitors,
  browser,
}) => {
  const { context, page, email, address } = await asked(
    await visitors.member('procurement'),
    browser,
    'Closing',
  );
  await context.setOffline(true);
  await field(page).pressSequentially('One more thing');
  const colleague = await visitors.stranger();
  await answerByRequest(colleague, email, { name: 'Noor Aziz', title: 'Engineer', gaps: {} });
  await context.setOffline(false);
  const texts = page.getByRole('region', { name: 'What you typed that is not part of the answers' });
  await expect(texts).toContainText('One more thing');
  await expect(field(page)).toBeHidden();
  await accessible(page);

  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(address);
  const kept = again.getByRole('region', { name: 'What you typed that is not part of the answers' });
  await expect(kept).toContainText('One more thing');
  await kept.getByRole('button', { name: 'Dismiss' }).click();
  await expect(kept).toBeHidden();
  await context.close();
});

test('signing out leaves nothing behind that was typed', async ({ visitors, browser }) => {
  const { context, page } = await asked(await visitors.member('procurement'), browser, 'Leaving');
  await page.route('**/answers/**', (route) => route.abort());
  await field(page).pressSequentially('Not for the next person');
  await page.waitForTimeout(AFTER_TYPING);
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const request = indexedDB.open('countersign.respond');
          request.onsuccess = () => {
            const count = request.result.transaction('entries').objectStore('entries').count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
  expect(await kept()).toBe(1);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByText('Signing out deletes it')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Sign out and delete' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out');
  expect(await kept()).toBe(0);
  await context.close();
});
