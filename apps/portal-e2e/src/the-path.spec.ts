import type { Page } from '@playwright/test';
import { addDays, daysBetween } from '@countersign/domain';
import { accessible } from './accessible';
import { countBehind, numbersOn } from './dashboard-numbers';
import { inWords, noticeWeek, type NoticeWeek } from './days';
import { linkIn, mailsTo, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { askVendor, moveClock, today } from './product';
import { QuestionnairePage } from './questionnaire-page';
import { picture, pictureInBothThemes } from './screens';
import { choose, heading, openEngagement, openTab, openVendor, rowsOf, whatNext } from './staff-pages';
import { CONTACT, INTAKE, OWNER, QUIET, SERVICE, TITLE, VENDOR } from './story';

/** Approval waits for each of them. */
async function judgeKnockouts(page: Page): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  await page.goto(`${origin}${pathname}?show=knockouts`);
  const accept = page.getByRole('group', { name: /^Review of / }).getByRole('button', { name: 'Accept' });
  await expect(accept).toBeVisible();
  const waiting = page.getByRole('button', { name: /^Needs a look MA-/ });
  for (let left = await waiting.count(); left > 0; left -= 1) {
    await accept.click();
    await expect(waiting).toHaveCount(left - 1);
  }
}

test.describe('One vendor, from its first mention to the day before its contract renews', () => {
  test.describe.configure({ mode: 'serial', timeout: 150_000 });

  let week: NoticeWeek;

  test('procurement adds the vendor with its contact', async ({ visitors }) => {
    const page = await visitors.member('procurement');
    await page.goto('/vendors');
    await expect(heading(page, 'Vendors')).toBeVisible();
    await rowsOf(page, 'vendor');
    await pictureInBothThemes(page, '03-vendors');
    await page.getByRole('link', { name: 'Add a vendor' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(VENDOR);
    await choose(page, 'Country', 'United States');
    await page.getByRole('textbox', { name: 'Contact’s name' }).fill(CONTACT.name);
    await page.getByRole('textbox', { name: 'Contact’s email address' }).fill(CONTACT.email);
    await page.getByRole('textbox', { name: 'Contact’s role' }).fill(CONTACT.title);
    await picture(page, '04-new-vendor');
    await page.getByRole('button', { name: 'Add the vendor' }).click();
    await expect(heading(page, VENDOR)).toBeVisible();
    await expect(whatNext(page)).toContainText('Add the first engagement');
    await picture(page, '05-vendor');
  });

  test('the intake gives inherent risk and tier, before and after saving, with the reasons', async ({
    visitors,
  }) => {
    const page = await visitors.member('procurement');
    await openVendor(page, VENDOR);
    await whatNext(page).getByRole('link', { name: 'Add an engagement' }).click();
    await page.getByRole('textbox', { name: 'Name of the service' }).fill(SERVICE);
    await choose(page, 'Owner', 'Tom Okafor');
    for (const box of INTAKE.ticked) {
      await page.getByRole('checkbox', { name: box, exact: true }).check();
    }
    for (const [scale, value] of Object.entries(INTAKE.chosen)) {
      await page
        .getByRole('radiogroup', { name: scale })
        .getByRole('radio', { name: value, exact: true })
        .check();
    }
    const preview = page.getByRole('region', { name: 'Inherent risk as stated so far' });
    await expect(preview).toContainText('High');
    await expect(preview).toContainText('Tier 1');
    await picture(page, '06-intake');
    await page.getByRole('button', { name: 'Add the engagement' }).click();
    await expect(heading(page, SERVICE)).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Tier 1');
    await expect(page.getByRole('heading', { name: 'Inherent risk, step by step' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Social Security number/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /Internet-facing service/ })).toContainText('+10');
    await pictureInBothThemes(page, '07-engagement');
  });

  test('the questionnaire stands as version 1 with 72 questions, and is sent with a due date', async ({
    visitors,
  }) => {
    const page = await visitors.member('procurement');
    await page.goto('/questionnaires');
    await expect(page.getByRole('row', { name: /Version 1/ })).toContainText('72');
    await picture(page, '08-questionnaires');
    await page.getByRole('link', { name: 'Version 1' }).click();
    await expect(page.getByRole('heading', { level: 3 })).toHaveCount(72);
    await openEngagement(page, VENDOR, SERVICE);
    await whatNext(page).getByRole('link', { name: 'Send an assessment' }).click();
    await choose(page, 'Contact at', new RegExp(CONTACT.name));
    const due = addDays(await today(page), 40);
    await page.getByRole('textbox', { name: 'Answers needed by' }).fill(due);
    await expect(page.getByText(inWords(due))).toBeVisible();
    await picture(page, '09-send-assessment');
    await page.getByRole('button', { name: 'Send the assessment' }).click();
    await expect(page.getByText(`goes to ${CONTACT.name} by mail`)).toBeVisible();
    await expect(page.getByRole('row', { name: /Version 1/ })).toContainText(inWords(due));
  });

  test('the contact comes in by the mailed link, answers everything that is asked, signs and submits', async ({
    visitors,
  }) => {
    const page = await visitors.stranger();
    const link = linkIn(await mailTo(CONTACT.email, /Harborline Mutual asks Larkspur/));
    await page.goto(link);
    await expect(heading(page, `Harborline Mutual asks ${VENDOR} about security`)).toBeVisible();
    await picture(page, '10-landing');
    await accessible(page);
    await openLink(page, link);
    await expect(page).toHaveURL(/assessments/);
    await expect(heading(page, `Harborline Mutual asks ${VENDOR} about security`)).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Tom Okafor');
    await pictureInBothThemes(page, '11-respondent-overview');
    await accessible(page);
    const gaps = { 'MA-22': 'partial', 'MA-27': 'no' } as const;
    const form = await QuestionnairePage.of(page, { ...CONTACT, gaps });
    const progress = page.getByRole('progressbar', { name: 'Questions complete' });
    await expect(progress).toHaveAttribute('value', '0');
    await page.getByRole('link', { name: 'Start' }).click();

    await form.answerSection();
    const shown = Number(await progress.getAttribute('max'));
    await form.question('MA-11').getByRole('radio', { name: 'Yes' }).check();
    await expect(progress).toHaveAttribute('max', String(shown + 4));
    await form.question('MA-11').getByRole('radio', { name: 'No' }).check();
    await expect(progress).toHaveAttribute('max', String(shown));
    await form.settled();
    await pictureInBothThemes(page, '12-respondent-section');
    await accessible(page);
    await page.reload();
    await expect(form.question('MA-11').getByRole('radio', { name: 'No' })).toBeChecked();
    await expect(form.question('MA-01').getByRole('textbox')).toHaveValue(/print and post pay letters/);

    const next = page
      .getByRole('navigation', { name: 'Previous and next section' })
      .getByRole('link', { name: /^Next/ });
    for (const section of ['B', 'C', 'D', 'E', 'F', 'G', 'H']) {
      await next.click();
      await expect(page).toHaveURL(new RegExp(`/sections/${section}$`));
      await form.answerSection();
      if (section !== 'B') continue;
      const file = {
        name: 'security-program.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Table of contents\n1 Purpose\n'),
      };
      await page.getByLabel('Attach files to MA-14').setInputFiles(file);
      await expect(page.getByRole('button', { name: 'Remove security-program.txt' })).toBeVisible();
      await picture(page, '13-respondent-evidence');
      await accessible(page);
    }
    await next.click();
    await expect(heading(page, 'Review and sign')).toBeVisible();
    await form.answer('MA-70');
    await expect(page.getByText('Every required question is complete.')).toBeVisible();
    await picture(page, '14-respondent-review');
    await accessible(page);
    await page.getByRole('button', { name: 'Submit the answers' }).click();
    await accessible(page);
    await page.getByRole('button', { name: 'Submit now' }).click();
    await expect(heading(page, 'Thank you: your answers are submitted')).toBeVisible();
    await picture(page, '15-respondent-receipt');
    await accessible(page);
    await mailTo(CONTACT.email, /^Receipt: Harborline Mutual has your answers/);
  });

  test('the reviewer reads answers, score and findings, judges them and closes with a recommendation', async ({
    visitors,
  }) => {
    const page = await visitors.member('reviewer');
    await openEngagement(page, VENDOR, SERVICE);
    await whatNext(page).getByRole('link', { name: 'Review the answers' }).click();
    await expect(page.getByRole('heading', { name: 'Control effectiveness' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/9\d\.\d of 100/);
    await expect(page.getByRole('heading', { name: /knock-out/ })).toHaveCount(0);
    await expect(
      page.getByText(/201 CMR 17\.03\(2\)\(d\) has a control effectiveness of \d+%, below half/).first(),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'security-program.txt' })).toBeVisible();
    await page
      .getByRole('group', { name: 'Review of MA-14' })
      .getByRole('button', { name: 'Accept' })
      .click();
    await expect(page.getByRole('button', { name: /^Accepted MA-14/ })).toBeVisible();
    await pictureInBothThemes(page, '16-answers');
    await judgeKnockouts(page);
    await openTab(page, 'Score');
    await expect(page.getByRole('heading', { name: 'By requirement' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Residual risk' }).first()).toBeVisible();
    await picture(page, '17-score');
    await openTab(page, 'Findings');
    await expect(page.getByRole('button', { name: 'Reject' })).toHaveCount(2);
    await picture(page, '18-findings-of-an-assessment');
    await page.getByRole('button', { name: 'Confirm' }).first().click();
    await page.getByRole('button', { name: 'Confirm the finding' }).click();
    await expect(page.getByRole('button', { name: 'Confirm' })).toHaveCount(1);
    await page.getByRole('button', { name: 'Reject' }).last().click();
    await page.getByRole('textbox', { name: 'Why it is not a finding' }).fill('The works rules cover it.');
    await page.getByRole('button', { name: 'Reject the finding' }).click();
    await expect(page.getByRole('main').getByText('Rejected', { exact: true })).toBeVisible();
    await openTab(page, 'Closing');
    await page.getByRole('radio', { name: 'Approve', exact: true }).check();
    await page.getByRole('textbox', { name: 'Summary' }).fill('Well run; training is being completed.');
    await page.getByRole('button', { name: 'Close the assessment' }).click();
    await expect(page.getByRole('heading', { name: 'Closed' })).toBeVisible();
    await picture(page, '19-closing');
  });

  test('risk approves to contract, since CL-01 is not in force', async ({ visitors }) => {
    const page = await visitors.member('risk');
    await openEngagement(page, VENDOR, SERVICE);
    await openTab(page, 'Approval');
    await expect(page.getByRole('radio', { name: 'Approved', exact: true })).toBeDisabled();
    await expect(page.getByText(/The clause is required and not in force/).first()).toBeVisible();
    await pictureInBothThemes(page, '20-approval');
    await page.getByRole('radio', { name: 'Approved to contract only' }).check();
    await page
      .getByRole('textbox', { name: 'Reason' })
      .fill('The controls are sound; the contract may be signed.');
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await expect(page.getByRole('row', { name: /The controls are sound/ })).toContainText('Priya Raman');
  });

  test('procurement records the contract and sees the days to act and the clauses to review', async ({
    visitors,
  }) => {
    const page = await visitors.member('procurement');
    const now = await today(page);
    week = noticeWeek(now);
    await openEngagement(page, VENDOR, SERVICE);
    await openTab(page, 'Contract and clauses');
    await page.getByRole('main').getByRole('link', { name: 'Record the contract' }).first().click();
    await expect(page.getByRole('combobox', { name: 'Engagements it covers' })).toContainText(SERVICE);
    await page.getByRole('textbox', { name: 'Title' }).fill(TITLE);
    await page.getByRole('textbox', { name: 'Signed on' }).fill(addDays(now, -200));
    await choose(page, 'It takes effect', 'On a day it names');
    await page.getByRole('textbox', { name: 'Effective date' }).fill(addDays(now, -190));
    await choose(page, 'Initial term', 'Until a day it names');
    await page.getByRole('textbox', { name: 'Last day of the initial term' }).fill(week.lastDay);
    await choose(page, 'Renewal', 'By itself');
    await page.getByRole('textbox', { name: 'Months of each renewal' }).fill('12');
    await choose(page, 'Notice', 'Days before the end');
    await page.getByRole('textbox', { name: 'Notice in days' }).fill('30');
    await choose(page, 'Notice counts from the day it is', /^Received$/);
    await page.getByRole('textbox', { name: 'Business days for delivery' }).fill('3');
    await expect(page.getByRole('main')).toContainText('Last day to send notice for term 1');
    await picture(page, '21-new-contract');
    await page.getByRole('button', { name: 'Record the contract' }).click();
    await expect(heading(page, TITLE)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Last day to send notice for term 1' })).toBeVisible();
    await openTab(page, 'Terms');
    const term = page.getByRole('row', { name: /Term 1/ });
    await expect(term).toContainText(inWords(week.noticeDay));
    await expect(term).toContainText(inWords(week.sendDay));
    await pictureInBothThemes(page, '22-contract');
  });

  test('with CL-01 present less is left to review, and risk may approve', async ({ visitors }) => {
    const page = await visitors.member('procurement');
    await openVendor(page, VENDOR);
    await openTab(page, 'Contracts');
    await page.getByRole('link', { name: TITLE }).click();
    await openTab(page, 'Clauses');
    const summary = page.getByText(/^\d+ of \d+ required clauses are not reviewed yet/);
    const before = Number((await summary.innerText()).split(' ')[0]);
    await picture(page, '23-clauses');
    await page.getByRole('button', { name: 'Mark this clause' }).first().click();
    await page.getByRole('radio', { name: 'Present', exact: true }).check();
    await page
      .getByRole('textbox', { name: 'Quote from the contract' })
      .fill('Larkspur implements and maintains appropriate security measures for the data.');
    await page.getByRole('textbox', { name: 'Page' }).fill('7');
    await page.getByRole('button', { name: 'Mark the clause' }).click();
    await expect(page.getByText('Page 7 of the contract')).toBeVisible();
    await expect(summary).toHaveText(new RegExp(`^${before - 1} of `));
    const risk = await visitors.member('risk');
    await openEngagement(risk, VENDOR, SERVICE);
    await openTab(risk, 'Approval');
    await risk.getByRole('radio', { name: 'Approved', exact: true }).check();
    await risk.getByRole('textbox', { name: 'Reason' }).fill('Assessed, and bound by contract.');
    await risk.getByRole('button', { name: 'Record the decision' }).click();
    await expect(risk.getByRole('row', { name: /Assessed, and bound by contract/ })).toContainText(
      'Approved',
    );
    await picture(risk, '24-approved');
  });

  test('moving the clock brings the reminders, to the inbox and into the mail history', async ({
    visitors,
  }) => {
    const page = await visitors.member('procurement');
    const before = await today(page);
    await askVendor(page, { ...QUIET, dueOn: addDays(before, week.untilReminder + 6) });
    await mailTo(QUIET.contact.email, /asks Quill Stationery to answer/);
    const after = addDays(before, week.untilReminder + 1);
    const left = `${TITLE} with ${VENDOR}: last day to act in ${daysBetween(after, week.sendDay)} days`;
    const early = [...(await mailsTo(QUIET.contact.email)), ...(await mailsTo(OWNER))];
    expect(early.filter(({ subject }) => /^Reminder/.test(subject) || subject === left)).toEqual([]);
    await moveClock(week.untilReminder + 1);
    const reminder = await mailTo(QUIET.contact.email, /^Reminder: the questionnaire of Harborline Mutual/);
    const renewal = await mailTo(OWNER, new RegExp(`^${left}$`));
    expect(renewal.text).toContain('The notice has to arrive by');
    await openVendor(page, VENDOR);
    await openTab(page, 'Contracts');
    await page.getByRole('link', { name: TITLE }).click();
    await openTab(page, 'Mail');
    await expect(page.getByRole('row', { name: renewal.subject }).first()).toContainText('Sent');
    await picture(page, '25-mail-of-the-contract');
    await openEngagement(page, QUIET.vendor, QUIET.service);
    await openTab(page, 'Mail');
    await expect(page.getByRole('row', { name: reminder.subject })).toContainText('Sent');
  });

  test('the dashboard counts the vendor in its cell, and each number opens the list it counts', async ({
    visitors,
  }) => {
    const page = await visitors.member('risk');
    await page.goto('/');
    const cell = page.getByRole('link', { name: /^\d+ vendors?, Tier 1, rating moderate$/ });
    await expect(cell).toBeVisible();
    await pictureInBothThemes(page, '26-dashboard');
    await cell.click();
    await expect(page.getByRole('link', { name: VENDOR })).toBeVisible();
    await picture(page, '27-list-behind-a-number');
    await page.goBack();
    const numbers = await numbersOn(page);
    expect(numbers.length).toBeGreaterThan(30);
    for (const number of numbers.filter(({ amount }) => amount > 0)) {
      // the list may still be on its way when it is counted first
      await expect(async () => {
        expect(await countBehind(page, number), `behind “${number.words}”`).toBe(number.amount);
      }).toPass({ timeout: 20_000 });
    }
  });
});
