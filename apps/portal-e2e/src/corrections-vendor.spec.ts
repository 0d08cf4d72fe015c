import type { Page } from '@playwright/test';
import { addDays } from '@countersign/domain';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { askVendor, today } from './product';
import { choose, heading, openTab, openVendor } from './staff-pages';

const WRONG = 'Tamarisk Recrods';
const RIGHT = 'Tamarisk Records';
const TWIN = 'Tamarisk Archive Services';
const VERA = { name: 'Vera Tamm', title: 'Records manager', email: 'vera.tamm@tamarisk.example' };
const MOVED = 'vera@tamarisk.example';
const SUCCESSOR = { name: 'Sune Berg', email: 'sune.berg@tamarisk.example' };
const IVO = { name: 'Ivo Lind', title: 'Archivist', email: 'ivo.lind@tamarisk.example' };
const INVITED = /asks .* to answer/;

const aVendor = async (page: Page, vendor: string, contact: typeof VERA, service: string) =>
  askVendor(page, { vendor, contact, service, dueOn: addDays(await today(page), 21) });

const contactPanel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test.describe.configure({ mode: 'serial' });

test.describe('A vendor with mistakes', () => {
  test('a wrong name is corrected, and two tabs are told of each other', async ({ visitors }) => {
    const page = await visitors.member('procurement');
    await aVendor(page, WRONG, VERA, 'Box storage');
    await openVendor(page, WRONG);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(WRONG);
    const second = await page.context().newPage();
    await second.goto(page.url());
    await expect(second.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(WRONG);

    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(RIGHT);
    await page.getByRole('button', { name: 'Save the vendor' }).click();
    await expect(heading(page, RIGHT)).toBeVisible();

    await second.getByRole('textbox', { name: 'Name', exact: true }).fill('Tamarisk');
    await second.getByRole('button', { name: 'Save the vendor' }).click();
    const clash = second.getByRole('alert', { name: /^This has been changed/ });
    await expect(clash).toContainText('Tamarisk');
    await expect(clash).toContainText(RIGHT);
    await clash.getByRole('button', { name: 'Take what is stored' }).click();
    await expect(second.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(RIGHT);
    await second.close();
    await openTab(page, 'History');
    await expect(page.getByRole('main')).toContainText(WRONG);
  });

  test('a wrong address gets a fresh link, and the former one says so', async ({ visitors }) => {
    const former = linkIn(await mailTo(VERA.email, INVITED));
    const page = await visitors.member('procurement');
    await openVendor(page, RIGHT);
    await openTab(page, 'Contacts');
    await page.getByRole('button', { name: `Edit ${VERA.name}` }).click();
    await contactPanel(page, VERA.name).getByRole('textbox', { name: 'Email address' }).fill(MOVED);
    await contactPanel(page, VERA.name).getByRole('button', { name: /^Save/ }).click();
    await expect(page.getByRole('link', { name: MOVED })).toBeVisible();
    const outside = await visitors.stranger();
    await openLink(outside, former);
    await expect(outside.getByRole('main')).toContainText('a newer one was sent');
    await openLink(outside, linkIn(await mailTo(MOVED, INVITED)));
    await expect(outside.getByRole('main')).toContainText(RIGHT);
  });

  test('a contact who left while answering is replaced: the successor goes on, the former link says so', async ({
    visitors,
  }) => {
    const former = linkIn(await mailTo(MOVED, INVITED));
    const page = await visitors.member('procurement');
    await openVendor(page, RIGHT);
    await openTab(page, 'Contacts');
    await page.getByRole('button', { name: 'Add a contact' }).click();
    const adding = contactPanel(page, 'Add a contact');
    await adding.getByRole('textbox', { name: 'Name' }).fill(SUCCESSOR.name);
    await adding.getByRole('textbox', { name: 'Email address' }).fill(SUCCESSOR.email);
    await adding.getByRole('button', { name: 'Add the contact' }).click();
    await page.getByRole('button', { name: `Replace ${VERA.name}` }).click();
    await choose(page, 'Successor', new RegExp(SUCCESSOR.name));
    await page.getByRole('button', { name: 'Replace the contact' }).click();
    await expect(page.getByText('No longer there')).toBeVisible();
    const outside = await visitors.stranger();
    await openLink(outside, former);
    await expect(outside.getByRole('main')).toContainText('somebody else at your company');
    await openLink(outside, linkIn(await mailTo(SUCCESSOR.email, INVITED)));
    await expect(outside.getByRole('main')).toContainText(RIGHT);
  });

  test('a duplicate is merged and separated again, and its links go on', async ({ visitors }) => {
    const page = await visitors.member('procurement');
    await aVendor(page, TWIN, IVO, 'Scanning');
    const outside = await visitors.stranger();
    await openLink(outside, linkIn(await mailTo(IVO.email, INVITED)));
    await expect(outside.getByRole('main')).toContainText(TWIN);
    await openVendor(page, TWIN);
    const address = page.url();

    await openVendor(page, RIGHT);
    const twice = page.getByRole('region', { name: 'Recorded twice?' });
    await expect(twice).toContainText('tamarisk.example');
    await twice.getByRole('link', { name: `Merge ${TWIN} into this vendor` }).click();
    await expect(page.getByRole('columnheader', { name: 'This one goes' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Links that were mailed go on working');
    await page.getByRole('button', { name: `Merge into ${RIGHT}` }).click();
    await expect(heading(page, RIGHT)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Scanning', exact: true })).toBeVisible();
    await page.goto(address);
    await expect(heading(page, RIGHT)).toBeVisible();
    await outside.reload();
    await expect(outside.getByRole('main')).toContainText(RIGHT);

    await page.getByRole('button', { name: 'Undo the merge' }).click();
    await expect(page.getByText(`${TWIN} is a vendor of its own again.`)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Scanning', exact: true })).toHaveCount(0);
    await page.goto(address);
    await expect(heading(page, TWIN)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Scanning', exact: true })).toBeVisible();
    await outside.reload();
    await expect(outside.getByRole('main')).toContainText(TWIN);
  });
});
