import type { Page } from '@playwright/test';
import { addDays } from '@countersign/domain';
import { linkIn, mailTo } from './inbox';
import { expect, test } from './journey';
import { askVendor, today } from './product';
import { Heard, plainParts, speakStub, spokenOn, writeStubTexts } from './stub-language';

/** Loads a page, waits until it stands still and tells what stands there in plain letters. */
async function plainOn(page: Page, address: string, heard: Heard): Promise<readonly string[]> {
  await page.goto(address, { waitUntil: 'networkidle' });
  return await plainHere(page, heard);
}

async function plainHere(page: Page, heard: Heard): Promise<readonly string[]> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
  const parts = (await spokenOn(page)).flatMap((text) => plainParts(text, heard));
  const address = new URL(page.url()).pathname + new URL(page.url()).search;
  // what was asked for by its address is repeated where it is not found
  const told = [...new Set(parts)].filter((part) => !address.includes(part));
  return told.map((part) => `${address}: ${part}`);
}

test.beforeAll(writeStubTexts);
test.setTimeout(180_000);

test('who is not signed in reads every page of the entry in the stub language', async ({ visitors }) => {
  const page = await visitors.stranger();
  const heard = new Heard();
  await heard.listen(page.context());
  await speakStub(page.context());
  const found: string[] = [];
  for (const address of [
    '/sign-in',
    '/o/harborline',
    '/o/no-such-organisation',
    '/forgot-password',
    '/reset-password',
    '/reset-password#t=nonsense',
    '/invitation',
    '/invitation#t=nonsense',
    '/set-up',
    '/set-up#t=nonsense',
    '/respond',
    '/respond#t=nonsense',
  ]) {
    found.push(...(await plainOn(page, address, heard)));
  }
  expect(found).toEqual([]);
});

test('a vendor answers in the stub language', async ({ visitors }) => {
  const procurement = await visitors.member('procurement');
  const contact = { name: 'Ana Brook', email: 'ana.brook@quillstone.example', title: 'Security lead' };
  const { assessmentId } = await askVendor(procurement, {
    vendor: 'Quillstone Records',
    contact,
    service: 'Records storage',
    dueOn: addDays(await today(procurement), 20),
  });
  const page = await visitors.stranger();
  const heard = new Heard();
  await heard.listen(page.context());
  await speakStub(page.context());
  const found: string[] = [];
  found.push(...(await plainOn(page, linkIn(await mailTo(contact.email, /asks .* to answer/)), heard)));
  await page.getByRole('main').getByRole('button').click();
  await expect(page).toHaveURL(/assessments/);
  const base = `/respond/assessments/${assessmentId}`;
  const sections = await page.request.get(`/api/respond/assessments/${assessmentId}`);
  const { questionnaire } = (await sections.json()) as { questionnaire: { sections: { id: string }[] } };
  for (const address of [
    base,
    ...questionnaire.sections.map(({ id }) => `${base}/sections/${id}`),
    `${base}/sections/none`,
    `${base}/review`,
    `${base}/receipt`,
  ]) {
    found.push(...(await plainOn(page, address, heard)));
  }
  expect(found).toEqual([]);
});
