import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addDays } from '@countersign/domain';
import { linkIn, mailTo } from './inbox';
import { expect, test } from './journey';
import { askVendor, today } from './product';
import { Heard, plainParts, speakStub, spokenOn, writeStubTexts } from './stub-language';

const portal = path.resolve(__dirname, '../../portal/src/app');

/** What the server still says in English: each leaves this list when its texts become codes. */
const FROM_SERVER: readonly RegExp[] = [];

/** Each route of the portal, as its files declare them. */
function declaredRoutes(): readonly string[] {
  return readdirSync(portal, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.routes.ts'))
    .flatMap((file) => [...readFileSync(path.join(portal, file), 'utf8').matchAll(/path: '([^']+)'/g)])
    .map(([, declared]) => declared ?? '');
}

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

async function firstOf(page: Page, list: string): Promise<string> {
  const answer = (await (await page.request.get(`/api/${list}`)).json()) as { items: { id: string }[] };
  return answer.items[0]?.id ?? '';
}

async function staffPages(page: Page): Promise<readonly string[]> {
  const [vendor, engagement, assessment, contract] = await Promise.all(
    ['vendors', 'engagements', 'assessments', 'contracts'].map((list) => firstOf(page, list)),
  );
  const tabs = (base: string, names: string): string[] => names.split(' ').map((tab) => `${base}?tab=${tab}`);
  return [
    '/dashboard',
    '/vendors',
    '/vendors?search=nobody-is-called-this',
    '/vendors/new',
    ...tabs(`/vendors/${vendor}`, 'engagements contacts contracts history'),
    `/vendors/${vendor}/engagements/new`,
    '/engagements',
    ...tabs(`/engagements/${engagement}`, 'overview assessments contract findings approval mail history'),
    `/engagements/${engagement}/intake`,
    '/assessments',
    ...tabs(`/assessments/${assessment}`, 'answers findings score mail closing history'),
    '/findings',
    '/contracts',
    '/contracts/new',
    ...tabs(`/contracts/${contract}`, 'terms clauses engagements mail history'),
    '/questionnaires',
    '/audit',
    ...'organisation members members/invite permissions sign-in-provider api-tokens suppressed-addresses retention limits data system'
      .split(' ')
      .map((settings) => `/settings/${settings}`),
    ...tabs('/account', 'sign-in sessions tokens'),
    '/no-such-page',
    '/unavailable',
    '/second-factor',
  ];
}

test.beforeAll(writeStubTexts);
test.setTimeout(400_000);

test('a member reads every page of the portal in the stub language', async ({ visitors }) => {
  const found = new Set<string>();
  for (const part of ['admin', 'procurement', 'risk'] as const) {
    const page = await visitors.member(part);
    const heard = new Heard();
    await heard.listen(page.context());
    await speakStub(page.context());
    for (const address of await staffPages(page)) {
      for (const line of await plainOn(page, address, heard)) found.add(line);
    }
    await page.context().close();
  }
  expect([...found].filter((line) => !FROM_SERVER.some((known) => known.test(line)))).toEqual([]);
});

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

test('the walk knows every route that the portal declares', () => {
  const walked = new Set(
    'dashboard vendors engagements assessments findings contracts questionnaires audit settings account new :id :id/intake :vendorId/engagements/new organisation members members/invite members/:id permissions sign-in-provider api-tokens suppressed-addresses retention limits data system sign-in o/:slug forgot-password reset-password invitation set-up second-factor unavailable respond assessments/:assessmentId sections/:sectionId review receipt ** :id/versions/:number'.split(
      ' ',
    ),
  );
  expect(declaredRoutes().filter((declared) => !walked.has(declared))).toEqual([]);
});
