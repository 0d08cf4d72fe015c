import type { Page } from '@playwright/test';
import {
  accept,
  addPasskey,
  enrolApp,
  givePassword,
  holdPasskeys,
  invite,
  MEMBER,
  setUp,
  signOut,
} from './first-run';
import { linkIn, mailTo } from './inbox';
import { expect, test } from './journey';
import { freePort, type OwnProduct, setUpLink, startProduct } from './own-product';
import { picture, pictureInBothThemes } from './screens';
import { heading } from './staff-pages';

test.describe('A Countersign that nobody has set up', () => {
  let product: OwnProduct;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    product = await startProduct({ port: await freePort(), demonstration: false });
  });

  test.afterAll(() => product.stop());

  /** Arrives at a link; its key must not stay in the address bar. */
  async function open(page: Page, link: string): Promise<void> {
    await page.goto(link);
    await expect(page).toHaveURL(/^[^#]+$/);
  }

  test('lets its first administrator and a member in, and the member out again', async ({ visitors }) => {
    test.setTimeout(240_000);
    const admin = await visitors.stranger();
    const member = await visitors.stranger();

    await test.step('says that it waits to be set up, and is set up by the link alone', async () => {
      await admin.goto(product.url);
      await expect(heading(admin, 'Countersign is not set up yet')).toBeVisible();
      await open(admin, setUpLink(product));
      await setUp(admin);
      await pictureInBothThemes(admin, '30-first-dashboard');
    });

    await test.step('invites a member, who accepts from the mail', async () => {
      await invite(admin);
      const mail = await mailTo(MEMBER.email, /invites you/, product.inboxUrl);
      await open(member, linkIn(mail, 'invitation'));
      await picture(member, '31-invitation');
      await accept(member);
    });

    await member.goto(`${product.url}/account`);
    const app = await enrolApp(member);
    await pictureInBothThemes(member, '32-account');

    await test.step('asks for the code after the password', async () => {
      await signOut(member);
      await givePassword(member);
      await expect(member.getByLabel('Six-digit code')).toBeFocused();
      await picture(member, '33-second-factor');
      await member.getByLabel('Six-digit code').fill(app.code(1));
      await member.getByRole('button', { name: 'Confirm' }).click();
      await expect(heading(member, 'Dashboard')).toBeVisible();
    });

    await test.step('takes a passkey in place of both', async () => {
      await holdPasskeys(member);
      await member.goto(`${product.url}/account`);
      await addPasskey(member, 'Work laptop');
      await signOut(member);
      await member.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await expect(heading(member, 'Dashboard')).toBeVisible();
    });

    await test.step('shows the member’s sessions, and ends one elsewhere', async () => {
      const elsewhere = await visitors.stranger();
      await elsewhere.goto(`${product.url}/sign-in`);
      await givePassword(elsewhere);
      await elsewhere.getByRole('button', { name: 'Use a recovery code' }).click();
      await elsewhere.getByLabel('Recovery code').fill(app.recoveryCodes[0] ?? '');
      await elsewhere.getByRole('button', { name: 'Confirm' }).click();
      await expect(heading(elsewhere, 'Dashboard')).toBeVisible();
      await member.goto(`${product.url}/account?tab=sessions`);
      await expect(member.getByText('This session')).toHaveCount(1);
      await pictureInBothThemes(member, '34-sessions');
      await member.getByRole('button', { name: /^End the session of/ }).click();
      await expect(member.getByText('You are signed in nowhere else.')).toBeVisible();
      await elsewhere.getByRole('link', { name: 'Vendors', exact: true }).click();
      await expect(elsewhere.getByText('Your session has ended.')).toBeVisible();
    });

    await test.step('refuses the member with the next request once deactivated', async () => {
      await admin.goto(`${product.url}/settings/members`);
      await admin.getByRole('link', { name: MEMBER.name }).click();
      await admin.getByRole('button', { name: 'Deactivate', exact: true }).click();
      await admin
        .getByRole('dialog')
        .getByRole('button', { name: /^Deactivate/ })
        .click();
      await expect(admin.getByText(`${MEMBER.name} was deactivated.`)).toBeVisible();
      await member.getByRole('link', { name: 'Vendors', exact: true }).click();
      await expect(member.getByText('Your session has ended.')).toBeVisible();
    });
  });
});
