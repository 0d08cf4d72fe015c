import { addDays } from '@countersign/domain';
import type { Page, Route } from '@playwright/test';
import { accessible } from './accessible';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { askVendor, today } from './product';

const CONTACT = { name: 'Nils Berg', title: 'Engineer', email: 'nils.berg@ferry-archive.example' };
const FILE = { name: 'program-2026.txt', mimeType: 'text/plain', buffer: Buffer.from('1 Purpose\n') };

/** Holds what is sent until it is let go, as a slow line does. */
async function holdUploads(page: Page): Promise<{ letGo: () => Promise<void> }> {
  const held: Route[] = [];
  let holding = true;
  await page.route('**/evidence?*', (route) => {
    if (!holding || route.request().method() !== 'POST') return route.continue();
    held.push(route);
    return undefined;
  });
  return {
    letGo: async () => {
      holding = false;
      await Promise.all(held.splice(0).map((route) => route.continue().catch(() => undefined)));
    },
  };
}

test('a file on its way goes along from page to page, holds the submission back, and is named after a reload', async ({
  visitors,
}) => {
  const procurement = await visitors.member('procurement');
  await askVendor(procurement, {
    vendor: 'Ferry Archive',
    service: 'Archive of paper',
    contact: CONTACT,
    dueOn: addDays(await today(procurement), 21),
  });
  const page = await visitors.stranger();
  await openLink(page, linkIn(await mailTo(CONTACT.email, /security questionnaire/)));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ferry Archive');
  const base = new URL(page.url()).pathname;
  const tray = page.getByRole('region', { name: 'One file has not arrived yet' });
  const attach = async () => {
    await page.goto(`${base}/sections/B#MA-14`);
    await page.getByLabel('Attach files to MA-14').setInputFiles(FILE);
  };

  const first = await holdUploads(page);
  await attach();
  await expect(tray).toContainText(FILE.name);
  await accessible(page);
  await page
    .getByRole('link', { name: /Review and sign/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Files that have not arrived yet' })).toBeVisible();
  await expect(tray).toContainText(FILE.name);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('alert')).toContainText('One file has not arrived yet: signing out stops that');

  const asked = page.waitForEvent('dialog');
  const reloaded = page.reload();
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.accept();
  await reloaded;
  await first.letGo();
  await expect(tray).toContainText('was not finished: choose it again.');
  await accessible(page);

  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await attach();
  await expect(tray).toBeHidden();
  const own = page.getByRole('link', { name: FILE.name });
  await expect(own).toHaveCount(1);
  const given = await page.request.get((await own.getAttribute('href')) ?? '');
  expect(await given.text()).toBe('1 Purpose\n');
  expect(given.headers()['content-disposition']).toContain('attachment');
});
