import { addDays } from '@countersign/domain';
import { accessible } from './accessible';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { askVendor, denyByRequest, today } from './product';
import { QuestionnairePage } from './questionnaire-page';
import { pictureInBothThemes } from './screens';

const CONTACT = { name: 'Ada Lind', title: 'Security officer', email: 'ada.lind@plain-courier.example' };

test('a vendor that holds none of the data says so, finishes truthfully, and reads what was decided', async ({
  visitors,
}) => {
  test.slow();
  const procurement = await visitors.member('procurement');
  const { assessmentId } = await askVendor(procurement, {
    vendor: 'Plain Courier',
    service: 'Parcel courier',
    contact: CONTACT,
    dueOn: addDays(await today(procurement), 21),
  });
  const vendor = await visitors.stranger();
  await openLink(vendor, linkIn(await mailTo(CONTACT.email, /security questionnaire/)));
  const form = await QuestionnairePage.of(vendor, { ...CONTACT, gaps: {} });
  const path = `/respond/assessments/${assessmentId}`;

  // Whose statement makes the question appear, and where to say otherwise.
  await vendor.goto(`${path}/sections/A`);
  const asked = form.question('MA-04');
  await expect(asked).toContainText('Asked because');
  await expect(asked).toContainText('Social Security');
  await asked.getByRole('link', { name: 'Not so? Say it in MA-02' }).click();
  await form.question('MA-02').getByRole('checkbox', { name: /^None/ }).check();
  await form.settled();
  await expect(asked).toContainText('you said otherwise (MA-02)');
  await asked.getByRole('button', { name: /Answer “Not applicable”/ }).click();
  await expect(asked).toContainText('Answered: not applicable.');
  await form.settled();
  await accessible(vendor);
  await denyByRequest(vendor, assessmentId, { ...CONTACT, gaps: {} });

  // The reviewer reads both sides and keeps the statement, with a reason of its own.
  const reviewer = await visitors.member('reviewer');
  await reviewer.goto(`/assessments/${assessmentId}`);
  await reviewer.getByRole('main').getByRole('link', { name: 'Parcel courier' }).first().click();
  const scope = reviewer.locator('cs-scope-panel');
  await expect(scope).toContainText('The answer names less');
  await scope.getByRole('button', { name: 'The intake stands' }).first().click();
  await scope.getByRole('textbox').fill('Payroll letters go through them.');
  await scope.getByRole('button', { name: 'The intake stands' }).first().click();
  await expect(reviewer.getByText('The difference is settled.')).toBeVisible();

  // The vendor reads what was decided, and never the reviewer’s own note.
  await vendor.goto(`${path}/receipt`);
  await expect(vendor.getByRole('heading', { name: /decided about the scope/ })).toBeVisible();
  await expect(vendor.getByRole('main')).toContainText('has looked at it and kept its statement');
  await expect(vendor.getByRole('main')).not.toContainText('Payroll letters go through them.');
  await pictureInBothThemes(vendor, '64-decided-scope');
  await accessible(vendor);
});
