import type { Page } from '@playwright/test';
import { addDays } from '@countersign/domain';
import { accessible } from './accessible';
import { expect, test } from './journey';
import { answerByRequest, askVendor, today } from './product';
import { pictureInBothThemes } from './screens';

const VENDOR = 'Bellwether Records';
const CONTACT = { name: 'Ines Hall', title: 'Security officer', email: 'ines.hall@bellwether.example' };
const PARTLY = { 'MA-57': 'no', 'MA-19': 'partial' } as const;
/** Keys for each answer that is accepted, moving between the questions included. */
const MOST_KEYS = 1.2;
const DOUBTED = 10;

/** What is looked at, and whether the keyboard and the page are where they belong. */
interface Place {
  readonly question: string;
  readonly focus: string;
  readonly scrolled: number;
  readonly inSight: boolean;
}

const placeOf = (page: Page): Promise<Place> =>
  page.evaluate(() => {
    const current = document.querySelector('[data-question][aria-current]');
    const list = document.querySelector('.pane.list')?.getBoundingClientRect();
    const at = current?.getBoundingClientRect();
    return {
      question: current?.getAttribute('data-question') ?? '',
      focus: document.activeElement?.tagName ?? '',
      scrolled: window.scrollY,
      inSight: at !== undefined && list !== undefined && at.top >= list.top && at.bottom <= list.bottom,
    };
  });

const asked = (page: Page) =>
  page.getByRole('region', { name: 'Question and answer' }).getByRole('heading', { level: 2 });

const questionsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-question]')].map((each) => each.getAttribute('data-question') ?? ''),
  );

test('a reviewer judges seventy answers by the keyboard alone, which is never lost', async ({ visitors }) => {
  test.setTimeout(240_000);
  const procurement = await visitors.member('procurement');
  const dueOn = addDays(await today(procurement), 21);
  const { assessmentId } = await askVendor(procurement, {
    vendor: VENDOR,
    service: 'Records by keyboard',
    contact: CONTACT,
    dueOn,
    intake: { portable: true, wireless: true, subcontractors: true, media: ['electronic', 'paper'] },
  });
  await answerByRequest(await visitors.stranger(), CONTACT.email, { ...CONTACT, gaps: PARTLY });

  const page = await visitors.member('reviewer');
  await page.goto(`/assessments/${assessmentId}`);
  await expect(page.getByRole('region', { name: 'Question and answer' })).toBeVisible();
  const questions = await questionsOf(page);
  expect(questions.length).toBeGreaterThanOrEqual(70);
  await pictureInBothThemes(page, '29-review-desk');
  await accessible(page);

  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  let at = await placeOf(page);
  // the desk comes into sight with the first key, and stays there
  await press('j');
  await press('k');
  expect((await placeOf(page)).question).toBe(at.question);
  const scrolled = (await placeOf(page)).scrolled;
  const left = new Set(questions);
  const doubted = new Set(questions.filter((_, place) => place % 7 === 3).slice(0, DOUBTED));
  expect(doubted.size).toBe(DOUBTED);
  const acts: string[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'PUT') acts.push(response.headers()['content-length'] ?? '');
  });

  while (left.size > 0) {
    const { question } = at;
    expect(left.has(question), `${question} comes once`).toBe(true);
    left.delete(question);
    if (doubted.has(question)) {
      await page.keyboard.press(left.size % 2 === 0 ? 'c' : 'r');
      await expect(
        page.getByRole('region', { name: 'Question and answer' }).getByRole('textbox'),
      ).toBeFocused();
      await page.keyboard.type('a c r n u s: which edition is in force?');
      await page.keyboard.press('Control+Enter');
    } else {
      await press('a');
    }
    if (left.size > 0) {
      await expect
        .poll(async () => (await placeOf(page)).question, { message: `after ${question}` })
        .not.toBe(question);
      await expect(asked(page)).toBeFocused();
    } else {
      await expect(page.getByRole('status').filter({ hasText: 'has its verdict' })).toHaveCount(1);
    }
    at = await placeOf(page);
    expect(at).toMatchObject({ focus: 'H2', scrolled, inSight: true });
    expect(page.url()).toContain(`q=${at.question}`);
  }
  expect(keys / (questions.length - DOUBTED)).toBeLessThanOrEqual(MOST_KEYS);
  await expect(page.getByText(/^5[0-9] of 5[0-9] reviewed|^6[0-9] of 6[0-9] reviewed/)).toBeVisible();

  // the last verdict is taken back with one key, and given again
  await press('u');
  await expect(page.getByRole('status').filter({ hasText: 'Taken back' })).toHaveCount(1);
  await expect(asked(page)).toBeFocused();
  const assessment = (await (await page.request.get(`/api/assessments/${assessmentId}`)).json()) as {
    reviews: Record<string, { verdict: string | null }>;
  };
  const verdicts = Object.values(assessment.reviews).map(({ verdict }) => verdict);
  expect(verdicts.filter((verdict) => verdict === 'accepted').length).toBeGreaterThanOrEqual(59);
  expect(
    verdicts.filter((verdict) => verdict === 'clarify' || verdict === 'rejected').length,
  ).toBeGreaterThanOrEqual(9);
  expect(verdicts.filter((verdict) => verdict === null)).toHaveLength(1);
});

test('two reviewers see each other’s verdicts, a section is accepted at once, and keys can be turned off', async ({
  visitors,
}) => {
  const procurement = await visitors.member('procurement');
  const dueOn = addDays(await today(procurement), 21);
  const contact = { ...CONTACT, email: 'second@bellwether.example' };
  const { assessmentId } = await askVendor(procurement, {
    vendor: 'Bellwether Archive',
    service: 'Archive by two',
    contact,
    dueOn,
  });
  await answerByRequest(await visitors.stranger(), contact.email, { ...contact, gaps: {} });
  const page = await visitors.member('reviewer');
  const colleague = await visitors.member('risk');
  for (const each of [page, colleague]) await each.goto(`/assessments/${assessmentId}?q=MA-15`);
  await expect(colleague.getByRole('group', { name: 'Review of MA-15' })).toBeVisible();
  await page.getByRole('group', { name: 'Review of MA-15' }).getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('button', { name: /^Accepted MA-15/ })).toBeVisible();
  await colleague.keyboard.press('e');
  await expect(colleague.getByRole('button', { name: /^Accepted MA-15/ })).toBeVisible({ timeout: 15_000 });
  await expect(colleague.getByRole('region', { name: 'Evidence', exact: true })).toBeFocused();

  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: /^Accept the rest of/ });
  await expect(dialog).toContainText('MA-16');
  await accessible(page);
  await dialog.getByRole('button', { name: /^Accept these/ }).press('Enter');
  await expect(page.getByRole('button', { name: /^Accepted MA-16/ })).toBeVisible();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys of the review desk' });
  await accessible(page);
  await keys.getByRole('checkbox', { name: 'Single-letter keys in this browser' }).press('Space');
  await keys.getByRole('button', { name: 'Close' }).press('Enter');
  const { question } = await placeOf(page);
  await page.keyboard.press('j');
  expect((await placeOf(page)).question).toBe(question);
});
