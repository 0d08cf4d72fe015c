import { addDays } from '@countersign/domain';
import { accessible } from './accessible';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { person } from './people';
import { answerByRequest, askVendor, today } from './product';
import { pictureInBothThemes } from './screens';
import { openTab } from './staff-pages';

const VENDOR = 'Slate Archive';
const CONTACT = { name: 'Odile Brandt', title: 'Counsel', email: 'odile.brandt@slate-archive.example' };
const WHY = 'Our answers are published in our trust centre.';
const FOUND = 'Laptops and phones are encrypted and can be wiped from afar.';

test('a vendor declines, members answer from public documents, and it is asked again and answers itself', async ({
  visitors,
}) => {
  test.slow();
  const procurement = await visitors.member('procurement');
  const day = await today(procurement);
  const { assessmentId } = await askVendor(procurement, {
    vendor: VENDOR,
    service: 'Paper archive',
    contact: CONTACT,
    dueOn: addDays(day, 21),
  });
  const vendor = await visitors.stranger();
  await openLink(vendor, linkIn(await mailTo(CONTACT.email, /security questionnaire/)));
  await vendor.getByRole('button', { name: 'We will not answer' }).click();
  await vendor.getByLabel('Why?').fill(WHY);
  await vendor.getByRole('button', { name: 'Decline to answer' }).click();
  await expect(vendor.locator('cs-declined-notice h2')).toBeVisible();

  // Procurement is mailed, has a task, and reads what can follow.
  const told = await mailTo(person('procurement').email, /Slate Archive has declined/);
  expect(told.text).toContain(WHY);
  expect(told.text).toContain('such answers never count as the vendor’s');
  await procurement.goto('/tasks');
  await expect(
    procurement.getByRole('link', { name: /answer from public documents: the vendor declined/ }).first(),
  ).toBeVisible();
  await procurement.goto(`/assessments/${assessmentId}?tab=closing`);
  await expect(procurement.getByRole('main')).toContainText(WHY);
  await expect(procurement.getByRole('button', { name: 'Decide what follows' })).toBeVisible();
  await pictureInBothThemes(procurement, '60-declined');

  // A reviewer answers from what is public.
  const reviewer = await visitors.member('reviewer');
  await reviewer.goto(`/assessments/${assessmentId}`);
  const asked = reviewer
    .getByRole('region', { name: 'Questions', exact: true })
    .getByRole('button', { name: /encrypt/i })
    .first();
  const question = (await asked.getAttribute('data-question')) ?? '';
  await asked.click();
  const card = reviewer.getByRole('region', { name: 'Question and answer' });
  await card.getByRole('button', { name: /Answer from a public document/ }).click();
  await card.getByLabel('What the document states').fill(FOUND);
  await card.getByLabel('Title of the document').fill('Trust centre, device security');
  await card.getByLabel('Address of the document').fill('https://slate-archive.example/trust');
  await pictureInBothThemes(reviewer, '61-our-answer-form');
  await card.getByRole('button', { name: 'Save our answer' }).click();
  await expect(card.getByText('Ours, from a public document')).toBeVisible();
  await expect(card.getByRole('link', { name: 'Trust centre, device security' })).toHaveAttribute(
    'href',
    'https://slate-archive.example/trust',
  );
  await expect(card.getByText(/^Not answered/)).toBeVisible();
  await card.scrollIntoViewIfNeeded();
  await pictureInBothThemes(reviewer, '62-our-answer');
  await accessible(reviewer);

  // It is corrected, and whoever approves reads it apart from what counts.
  await card.getByRole('button', { name: /Correct our answer/ }).click();
  await card.getByLabel('What the document states').fill(`${FOUND} Since 2024.`);
  await card.getByLabel('Why it is corrected').fill('Read on');
  await card.getByRole('button', { name: 'Save our answer' }).click();
  await expect(card.getByText('corrected: Read on')).toBeVisible();
  await reviewer.getByRole('main').getByRole('link', { name: 'Paper archive' }).first().click();
  await openTab(reviewer, 'Approval');
  const research = reviewer.getByRole('region', { name: 'Our own research' });
  await expect(research).toContainText('Since 2024.');
  await expect(research).toContainText('None of it counts as the vendor’s answer');
  await pictureInBothThemes(reviewer, '63-own-research');
  await accessible(reviewer);

  // Asked again, the vendor answers for itself: it finds nothing of ours, and ours stays with the members.
  await openTab(procurement, 'Closing');
  await procurement.getByRole('button', { name: 'Ask again, or another contact' }).click();
  await procurement.getByLabel('Answers needed by').fill(addDays(day, 40));
  await procurement.getByRole('button', { name: 'Ask again', exact: true }).click();
  await expect(procurement.getByText('The vendor was asked again.')).toBeVisible();
  await mailTo(CONTACT.email, /asks once more/);
  await vendor.reload();
  await expect(vendor.locator('cs-declined-notice h2')).toHaveCount(0);
  await expect(vendor.getByRole('main')).not.toContainText('Since 2024.');
  await answerByRequest(await visitors.stranger(), CONTACT.email, { ...CONTACT, gaps: {} });
  await reviewer.goto(`/assessments/${assessmentId}?q=${question}`);
  await expect(reviewer.getByText('Ours, from a public document')).toBeVisible();
  await expect(reviewer.getByRole('button', { name: /Answer from a public document/ })).toHaveCount(0);
});
