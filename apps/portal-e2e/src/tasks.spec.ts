import { expect, test } from './journey';
import { heading } from './staff-pages';

test('a reviewer takes a review of nobody, judges a finding where its task leads, and it is gone', async ({
  visitors,
}) => {
  const page = await visitors.member('reviewer');
  const tasks = page.getByRole('main').getByRole('listitem');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Tasks/ })
    .click();
  await expect(heading(page, 'Tasks')).toBeVisible();

  const review = tasks.filter({ hasText: 'Review the answers' }).filter({ hasText: 'Fernhill Legal' });
  await expect(review).toContainText('Of nobody yet');
  await review.getByRole('button', { name: /^Take it/ }).click();
  await expect(review.getByRole('button')).toHaveCount(0);
  await page.goto('/tasks?whose=mine');
  await expect(review).toHaveCount(1);

  await page.goto('/tasks?kind=finding-to-judge');
  const judge = tasks.filter({ hasText: 'Quarry Analytics' });
  await expect(judge).toHaveCount(1);
  await judge.getByRole('link', { name: 'Judge a finding' }).click();
  await page.getByRole('button', { name: 'Confirm', exact: true }).first().click();
  await page.getByRole('textbox').last().fill('A gap, to be closed');
  await page.getByRole('main').locator('button[type=submit]').last().click();
  await expect(page.getByRole('button', { name: 'Confirm', exact: true })).toHaveCount(0);
  await page.goto('/tasks?kind=finding-to-judge');
  await expect(heading(page, 'Tasks')).toBeVisible();
  await expect(tasks.filter({ hasText: 'Fernhill Legal' }).first()).toBeVisible();
  await expect(judge).toHaveCount(0);
});
