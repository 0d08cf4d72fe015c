import { expect, test } from '@playwright/test';
import { developmentBuild, scriptsWith, served, SHIPPED } from './gallery';

const SELECTOR = 'cs-gallery';
const PICTURED = ['chips', 'fields', 'forms', 'words', 'objects', 'lists'];
const OF_FORMS = ['Saves for ever', 'Misses its entry', 'Is refused'];

test.describe('The gallery of ui/', () => {
  let build: string;
  let site: Awaited<ReturnType<typeof served>>;

  test.beforeAll(async () => {
    test.setTimeout(600_000);
    build = await developmentBuild();
    site = await served(build);
  });

  test.afterAll(() => site.stop());

  test('is in a development build, and in no file that is shipped', () => {
    expect(scriptsWith(build, SELECTOR)).not.toEqual([]);
    expect(scriptsWith(SHIPPED, 'cs-sign-in')).not.toEqual([]);
    expect(scriptsWith(SHIPPED, SELECTOR)).toEqual([]);
  });

  for (const width of [1280, 390]) {
    test(`fits a window of ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${site.url}/gallery`);
      await expect(page.getByText('Reference for support').first()).toBeVisible();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, 'the gallery is wider than its window').toBeLessThanOrEqual(0);
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`looks as it did, in ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${site.url}/gallery`);
      await page.evaluate(() => document.fonts.ready);
      for (const name of OF_FORMS) {
        await page.getByRole('group', { name }).getByRole('button', { name: 'Save' }).click();
      }
      await expect(page.getByRole('button', { name: 'Saving' })).toBeDisabled();
      for (const part of PICTURED) {
        // the fonts are our own; what another build of the browser draws otherwise is their edges
        await expect(page.locator('section', { has: page.locator(`#${part}`) })).toHaveScreenshot(
          `${part}-${colorScheme}.png`,
          { maxDiffPixelRatio: 0.01, timeout: 60_000 },
        );
      }
      await page.getByRole('button', { name: 'Ask a question' }).click();
      const question = page.getByRole('dialog');
      await expect(question).toHaveScreenshot(`question-${colorScheme}.png`, { maxDiffPixelRatio: 0.01 });
      await question.getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('button', { name: 'Show a failure' }).click();
      await expect(page.locator('mat-snack-bar-container')).toHaveScreenshot(`notice-${colorScheme}.png`, {
        maxDiffPixelRatio: 0.01,
      });
    });
  }
});
