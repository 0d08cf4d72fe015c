import { expect, test } from './journey';
import { picture, pictureInBothThemes } from './screens';

test('a wrong password is refused in words, on the sign-in page', async ({ visitors }) => {
  const page = await visitors.stranger();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await picture(page, '01-sign-in');
  await page.getByLabel('Email address').fill('nobody@harborline.example');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('password');
});

test('the CISO signs in and sees the portfolio', async ({ visitors }) => {
  const page = await visitors.member('risk');
  await expect(page.getByRole('table', { name: 'Number of vendors for each tier and rating' })).toBeVisible();
  await expect(page.getByText('Made-up data')).toBeVisible();
  await pictureInBothThemes(page, '02-dashboard-at-first');
});

const pages = [
  'Dashboard',
  'Vendors',
  'Engagements',
  'Assessments',
  'Findings',
  'Contracts',
  'Questionnaires',
];

test('the auditor reads every page and is offered no change anywhere', async ({ visitors }) => {
  const page = await visitors.member('auditor');
  for (const name of pages) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('link', { name: /^(Add|Record) (a|an|the) / })).toHaveCount(
      0,
    );
  }
});
