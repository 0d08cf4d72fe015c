import type { Page } from '@playwright/test';
import { addDays } from '@countersign/domain';
import { codeFor, linkIn, mailTo } from './inbox';
import { expect, test } from './journey';
import { memberRoutes } from './member-routes';
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
  const link = linkIn(await mailTo(contact.email, /asks .* to answer/));
  found.push(...(await plainOn(page, link, heard)));
  const code = await codeFor(link, async () => {
    // the first one opens it or has a code mailed; the second is for whoever has a code
    await page.getByRole('main').getByRole('button').first().click();
    const field = page.getByRole('main').getByRole('textbox');
    await expect(async () =>
      expect((await field.count()) > 0 || page.url().includes('/assessments/')).toBe(true),
    ).toPass();
    return (await field.count()) > 0;
  });
  if (code !== null) {
    found.push(...(await plainHere(page, heard)));
    await page.getByRole('main').getByRole('textbox').fill(code);
    await page.keyboard.press('Enter');
  }
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
    `${base}/colleagues`,
    `${base}/pass-on`,
  ]) {
    found.push(...(await plainOn(page, address, heard)));
  }
  expect(found).toEqual([]);
});

/** Addresses of members by the pattern of their route, as the sources of the portal write it. */
const MEMBER_PAGES: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
  dashboard: () => ['/dashboard'],
  vendors: () => ['/vendors', '/vendors?search=zzzz'],
  'vendors/new': () => ['/vendors/new'],
  'vendors/:id': ({ vendors }) => vendors.slice(0, 1).map((id) => `/vendors/${id}`),
  'vendors/:id/edit': ({ vendors }) => vendors.slice(0, 1).map((id) => `/vendors/${id}/edit`),
  'vendors/:id/merge': ({ vendors }) =>
    vendors
      .slice(0, 1)
      .flatMap((id) => [
        `/vendors/${id}/merge`,
        ...vendors.slice(1, 2).map((other) => `/vendors/${id}/merge?with=${other}`),
      ]),
  'vendors/:vendorId/engagements/new': ({ vendors }) => [`/vendors/${vendors[0]}/engagements/new`],
  engagements: () => ['/engagements'],
  'engagements/:id': ({ engagements }) => engagements.slice(0, 2).map((id) => `/engagements/${id}`),
  'engagements/:id/edit': ({ engagements }) => [`/engagements/${engagements[0]}/edit`],
  'engagements/:id/end': ({ engagements }) => [`/engagements/${engagements[0]}/end`],
  'engagements/:id/requirements': ({ engagements }) => [`/engagements/${engagements[0]}/requirements`],
  'engagements/:id/intake': ({ engagements }) => [`/engagements/${engagements[0]}/intake`],
  assessments: () => ['/assessments'],
  'assessments/:id': ({ assessments }) => assessments.slice(0, 3).map((id) => `/assessments/${id}`),
  notes: () => ['/notes'],
  tasks: () => ['/tasks'],
  findings: () => ['/findings', '/findings?state=closed'],
  contracts: () => ['/contracts'],
  'contracts/new': ({ vendors }) => ['/contracts/new', `/contracts/new?vendorId=${vendors[0]}`],
  'contracts/:id': ({ contracts }) => contracts.slice(0, 2).map((id) => `/contracts/${id}`),
  'contracts/:id/edit': ({ contracts }) => [`/contracts/${contracts[0]}/edit`],
  'contracts/:id/terms': ({ contracts }) => [`/contracts/${contracts[0]}/terms`],
  'contracts/:id/void': ({ contracts }) => [`/contracts/${contracts[0]}/void`],
  'contracts/:id/amend': ({ contracts }) => [`/contracts/${contracts[0]}/amend`],
  questionnaires: () => ['/questionnaires'],
  'questionnaires/:id/versions/:number': ({ questionnaires }) => [
    `/questionnaires/${questionnaires[0]}/versions/1`,
  ],
  audit: () => ['/audit'],
  'settings/organisation': () => ['/settings/organisation'],
  'settings/members': () => ['/settings/members'],
  'settings/members/invite': () => ['/settings/members/invite'],
  'settings/members/:id': ({ members }) => members.slice(0, 2).map((id) => `/settings/members/${id}`),
  'settings/permissions': () => ['/settings/permissions'],
  'settings/sign-in-provider': () => ['/settings/sign-in-provider'],
  'settings/api-tokens': () => ['/settings/api-tokens'],
  'settings/suppressed-addresses': () => ['/settings/suppressed-addresses'],
  'settings/retention': () => ['/settings/retention'],
  'settings/limits': () => ['/settings/limits'],
  'settings/data': () => ['/settings/data'],
  'settings/system': () => ['/settings/system'],
  account: () => ['/account', '/account?problem=oidc-unknown'],
  '**': () => ['/no-such-page'],
};

/** Of each kind, whatever the demonstration holds. */
type Ids = Readonly<
  Record<
    'vendors' | 'engagements' | 'assessments' | 'contracts' | 'questionnaires' | 'members',
    readonly string[]
  >
>;

async function idsOf(page: Page): Promise<Ids> {
  const listed = async (list: string): Promise<readonly string[]> => {
    const answer = await page.request.get(`/api/${list}`);
    expect(answer.status(), list).toBe(200);
    const { items } = (await answer.json()) as { items: readonly { id: string }[] };
    return items.map(({ id }) => id);
  };
  return {
    vendors: await listed('vendors'),
    engagements: await listed('engagements'),
    assessments: await listed('assessments'),
    contracts: await listed('contracts'),
    questionnaires: await listed('questionnaires'),
    members: await listed('members'),
  };
}

/** The page and each of its tabs. */
async function plainOnTabs(page: Page, address: string, heard: Heard): Promise<readonly string[]> {
  const found = [...(await plainOn(page, address, heard))];
  const tabs = await page
    .locator('a[mat-tab-link]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const tab of tabs) {
    if (tab !== null) found.push(...(await plainOn(page, tab, heard)));
  }
  return found;
}

test('the walk through the pages of members knows every route', () => {
  expect(Object.keys(MEMBER_PAGES).sort()).toEqual([...memberRoutes()].sort());
});

for (const part of ['risk', 'admin'] as const) {
  test(`a member with the role ${part} reads every page in the stub language`, async ({ visitors }) => {
    test.setTimeout(900_000);
    const page = await visitors.member(part);
    // several tabs of one browser: most of a page's time is waiting until it stands still
    const readers = [page, await page.context().newPage(), await page.context().newPage()];
    const speak = (language: string) =>
      page.request.put('/api/account/language', {
        data: { language },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const ids = await idsOf(await visitors.member('admin'));
    const heard = new Heard();
    await heard.listen(page.context());
    await speakStub(page.context());
    expect((await speak('en-XA')).status()).toBe(204);
    const found: string[] = [];
    const ahead = Object.values(MEMBER_PAGES).flatMap((addresses) => addresses(ids));
    const readOn = async (reader: Page) => {
      for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
        found.push(...(await plainOnTabs(reader, address, heard)));
      }
    };
    try {
      await Promise.all(readers.map(readOn));
    } finally {
      expect((await speak('en')).status()).toBe(204);
    }
    expect([...new Set(found)]).toEqual([]);
    expect(heard.english()).toEqual([]);
  });
}
