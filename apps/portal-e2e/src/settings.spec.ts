import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { pictureInBothThemes } from './screens';
import { heading, openTab, openVendor } from './staff-pages';

/** Through the navigation, as a member comes there. */
async function openSettings(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
}

const forAdministrators = [
  'Organisation',
  'Members',
  'Who can do what',
  'Sign-in provider',
  'API tokens',
  'Suppressed addresses',
  'Retention',
  'Personal data and export',
  'Installation',
];

test('an administrator opens every page of the settings', async ({ visitors }) => {
  const page = await visitors.member('admin');
  for (const name of forAdministrators) {
    await openSettings(page, name);
    await pictureInBothThemes(page, `settings-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
});

test('the table of who can do what tells the roles of whoever reads it', async ({ visitors }) => {
  const page = await visitors.member('admin');
  await openSettings(page, 'Who can do what');
  await expect(page.getByRole('columnheader', { name: 'Administrator your role' })).toBeVisible();
  const row = page.getByRole('row', { name: /^Manage members/ });
  await expect(row.getByRole('img', { name: 'Allowed', exact: true })).toHaveCount(1);
  await expect(row.getByRole('img', { name: 'Not allowed' })).toHaveCount(4);
});

test('an administrator invites a member and withdraws the invitation', async ({ visitors }) => {
  const page = await visitors.member('admin');
  await openSettings(page, 'Members');
  await page.getByRole('link', { name: 'Invite a member' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Noor Castell');
  await page.getByRole('textbox', { name: 'Email address' }).fill('noor.castell@harborline.example');
  await page.getByRole('checkbox', { name: /^Reviewer/ }).check();
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  const row = page.getByRole('row', { name: /Noor Castell/ });
  await expect(row).toContainText('Invited');
  await row.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw the invitation' }).click();
  await expect(row).toHaveCount(0);
});

test('the trail is read in words, filtered in its address, and a vendor shows its own history', async ({
  visitors,
}) => {
  const page = await visitors.member('admin');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit trail' }).click();
  await expect(heading(page, 'Audit trail')).toBeVisible();
  const trail = page.getByRole('region', { name: 'Trail' });
  await expect(trail.getByRole('listitem').first()).toBeVisible();
  await pictureInBothThemes(page, 'audit-trail');
  await page.goto('/audit?what=vendor.created');
  await expect(trail.getByText('Vendor added').first()).toBeVisible();
  await expect(trail.getByText('Signed in', { exact: true })).toHaveCount(0);
  await trail
    .getByRole('button', { name: /^Details/ })
    .first()
    .click();
  await expect(trail.getByRole('term').first()).toBeVisible();
  await openVendor(page, 'Northwind Payroll Services');
  await openTab(page, 'History');
  await expect(page.getByText('Vendor added', { exact: true })).toBeVisible();
});

test('the auditor reads members, permissions, retention and the trail, and changes nothing', async ({
  visitors,
}) => {
  const page = await visitors.member('auditor');
  for (const name of [
    'Organisation',
    'Members',
    'Who can do what',
    'Retention',
    'Personal data and export',
  ]) {
    await openSettings(page, name);
    const main = page.getByRole('main');
    await expect(main.getByRole('textbox')).toHaveCount(0);
    await expect(
      main.getByRole('button', { name: /Save|Change|Add|Erase|Delete|Make|End|Withdraw/ }),
    ).toHaveCount(0);
    await expect(main.getByRole('link', { name: /Invite/ })).toHaveCount(0);
  }
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await expect(settings.getByRole('link', { name: 'Sign-in provider' })).toHaveCount(0);
  await expect(settings.getByRole('link', { name: 'API tokens' })).toHaveCount(0);
  await expect(settings.getByRole('link', { name: 'Installation' })).toHaveCount(0);
  await page.goto('/settings/sign-in-provider');
  await expect(heading(page, 'Dashboard')).toBeVisible();
  await page.goto('/audit');
  await expect(page.getByRole('link', { name: 'Export all as CSV' })).toBeVisible();
});

test('a reviewer is offered neither the trail nor the members', async ({ visitors }) => {
  const page = await visitors.member('reviewer');
  const main = page.getByRole('navigation', { name: 'Main' });
  await expect(main.getByRole('link', { name: 'Audit trail' })).toHaveCount(0);
  await openSettings(page, 'Who can do what');
  await expect(
    page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Members' }),
  ).toHaveCount(0);
  await page.goto('/audit');
  await expect(heading(page, 'Dashboard')).toBeVisible();
});
