import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { freePort } from './own-product';
import { person } from './people';
import { pictureInBothThemes } from './screens';
import { heading } from './staff-pages';
import { UpgradedApi } from './upgrade';

test.describe('A tab that stays open through an upgrade', () => {
  let api: UpgradedApi;
  let page: Page;

  test.beforeEach(async ({ visitors }) => {
    api = new UpgradedApi(await freePort());
    await api.upgrade({ keepsFormer: true });
    page = await visitors.stranger();
    await page.goto(`${api.url}/sign-in`);
    const { email, password } = person('procurement');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(heading(page, 'Dashboard')).toBeVisible();
  });

  test.afterEach(() => api.stop());

  const menu = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });
  const note = () => page.getByText('A new version of Countersign is here.');
  const version = () => page.locator('script[src^="/main-"]').getAttribute('src');

  test('keeps its menu and what was typed, and loads the new version when asked', async () => {
    await page.goto(`${api.url}/vendors/new`);
    await page.getByLabel('Name', { exact: true }).fill('Typed before the upgrade');
    const before = await version();
    await api.upgrade({ keepsFormer: true });

    await menu('Findings').click();
    await page.getByRole('button', { name: 'Stay on this page' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Typed before the upgrade');
    await menu('Findings').click();
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await expect(heading(page, 'Findings')).toBeVisible();
    await expect(note()).toBeVisible();
    await pictureInBothThemes(page, '50-new-version');
    await menu('Contracts').click();
    await expect(heading(page, 'Contracts')).toBeVisible();
    expect(await version()).toBe(before);

    await page.getByRole('button', { name: 'Load the new version' }).click();
    await expect(heading(page, 'Contracts')).toBeVisible();
    await expect(note()).toBeHidden();
    expect(await version()).not.toBe(before);
  });

  test('goes on in the new version where nobody keeps the former one', async () => {
    const before = await version();
    await api.upgrade({ keepsFormer: false });
    await menu('Questionnaires').click();
    await expect(heading(page, 'Questionnaires')).toBeVisible();
    await expect(page).toHaveURL(/questionnaires/);
    expect(await version()).not.toBe(before);
  });
});
