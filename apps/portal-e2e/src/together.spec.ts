import { addDays } from '@countersign/domain';
import { accessible } from './accessible';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { askVendor, today } from './product';

const CONTACT = { name: 'Ada Crane', title: 'Compliance', email: 'ada.crane@heron-archive.example' };
const COLLEAGUE = { name: 'Bo Lindqvist', email: 'bo.lindqvist@heron-archive.example' };

test('a colleague answers a part by an own link and a note, until it is taken back', async ({ visitors }) => {
  const procurement = await visitors.member('procurement');
  await askVendor(procurement, {
    vendor: 'Heron Archive',
    service: 'Paper archive',
    contact: CONTACT,
    dueOn: addDays(await today(procurement), 21),
  });
  const lead = await visitors.stranger();
  await openLink(lead, linkIn(await mailTo(CONTACT.email, /security questionnaire/)));
  await lead.getByRole('link', { name: 'Ask colleagues for parts of it' }).click();
  await expect(lead.getByRole('heading', { level: 1 })).toHaveText('Ask colleagues for help');
  await lead.getByLabel('Their name').fill(COLLEAGUE.name);
  await lead.getByLabel('Their email address').fill(COLLEAGUE.email);
  await lead.getByRole('checkbox', { name: /^B\. / }).check();
  await accessible(lead);
  await lead.keyboard.press('Enter');
  await expect(
    lead.getByRole('status').filter({ hasText: 'gets a mail with a link of their own' }),
  ).toBeFocused();
  await accessible(lead);

  const link = linkIn(await mailTo(COLLEAGUE.email, /asks you to answer a part/));
  const colleague = await visitors.stranger();
  await openLink(colleague, link);
  await expect(colleague.getByRole('main')).toContainText('Ada Crane answers this questionnaire');
  await accessible(colleague);
  await colleague.getByRole('link', { name: 'Start answering' }).click();
  await expect(colleague.locator('cs-section-nav li')).toHaveCount(3);
  const question = colleague.locator('cs-question-field').first();
  await question.getByText('Notes among colleagues').click();
  await question.getByLabel('New note').fill('Who signed it last year?');
  await question.getByRole('button', { name: 'Add the note' }).click();
  await expect(question.locator('summary', { hasText: 'Notes among colleagues' })).toBeFocused();
  await accessible(colleague);
  await colleague.getByRole('radio', { name: 'Yes' }).first().check();
  await expect(question).toContainText('Saved');

  await lead.goto(`${new URL(lead.url()).pathname.replace('colleagues', 'sections/B')}`);
  const same = lead.locator('cs-question-field').first();
  await expect(same).toContainText('Answered by Bo Lindqvist');
  await same.getByText('Notes among colleagues').click();
  await expect(same).toContainText('Who signed it last year?');

  await lead.getByRole('link', { name: 'Colleagues', exact: true }).click();
  await lead.getByRole('button', { name: /^Take it back ?: Bo Lindqvist/ }).click();
  await lead.getByRole('button', { name: 'Take it back from Bo Lindqvist' }).click();
  await expect(lead.getByRole('status').filter({ hasText: 'has ended' })).toBeFocused();
  await colleague.goto('about:blank');
  await colleague.goto(link);
  await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Your part was taken back');
  await accessible(colleague);
});
