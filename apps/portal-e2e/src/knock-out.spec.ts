import { addDays } from '@countersign/domain';
import { expect, test } from './journey';
import { answerByRequest, askVendor, today } from './product';
import { pictureInBothThemes } from './screens';
import { openTab } from './staff-pages';

const VENDOR = 'Teal Harbor Filing';
const CONTACT = { name: 'Rosa Quint', title: 'Security officer', email: 'rosa.quint@teal-harbor.example' };

test('one “no” to encryption in transit holds the rating at high, however good the rest', async ({
  visitors,
}) => {
  const procurement = await visitors.member('procurement');
  const dueOn = addDays(await today(procurement), 21);
  const asked = { vendor: VENDOR, service: 'Tax form filing', contact: CONTACT, dueOn };
  const { assessmentId } = await askVendor(procurement, asked);
  const outside = await visitors.stranger();
  await answerByRequest(outside, CONTACT.email, { ...CONTACT, gaps: { 'MA-57': 'no' } });

  const page = await visitors.member('reviewer');
  await page.goto(`/assessments/${assessmentId}`);
  await expect(page.getByRole('heading', { name: 'One knock-out is open' })).toBeVisible();
  const main = page.getByRole('main');
  const knockouts = page.getByRole('region', { name: 'Knock-outs' });
  await expect(knockouts.getByRole('listitem').filter({ hasText: /^MA-57/ })).toBeVisible();
  await expect(main).toContainText(/9[67]\.\d of 100/);
  await expect(page.getByRole('heading', { name: 'Why the rating is higher than calculated' })).toBeVisible();
  const raised = main.getByRole('listitem').filter({ hasText: /MA-57.*at least high/ });
  await expect(raised).toBeVisible();
  await pictureInBothThemes(page, '28-knock-out');
  await openTab(page, 'Findings');
  await expect(main.getByText('Only a member with the role risk may reject a knock-out')).toBeVisible();
  await expect(main.getByRole('button', { name: 'Reject' })).toHaveCount(0);
});
