import { addDays, textIn, type RespondentQuestion, type RespondentQuestionnaire } from '@countersign/domain';
import type { Page } from '@playwright/test';
import { linkIn, mailTo, openLink } from './inbox';
import { expect, test } from './journey';
import { bestAnswer } from './model-answers';
import { askVendor, today } from './product';

const CONTACT = { name: 'Ada Quill', title: 'CISO', email: 'ada.quill@keyhole-payroll.example' };

/** What has the keyboard now. */
interface Focused {
  readonly tag: string;
  readonly type: string;
  readonly id: string;
  readonly words: string;
  readonly value: string;
  readonly checked: boolean;
  /** Of a radio button: whether another of its group is chosen. */
  readonly chosen: boolean;
  readonly question: string | null;
  readonly href: string;
}

const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement & HTMLAnchorElement;
    const words = at.closest('label')?.innerText ?? at.innerText;
    return {
      tag: at.tagName,
      type: at.getAttribute('type') ?? '',
      id: at.id,
      words: words.trim(),
      value: at.value || '',
      checked: at.checked || false,
      chosen: at.type === 'radio' && document.querySelector(`input[name="${at.name}"]:checked`) !== null,
      question: at.closest('cs-question-field')?.querySelector('fieldset')?.id ?? null,
      href: at.getAttribute('href') ?? '',
    };
  });

/** Goes through the questionnaire by Tab, Shift, arrows, Space, Enter and letters alone. */
class KeyboardVendor {
  readonly #answered = new Set<string>();

  constructor(
    private readonly page: Page,
    private readonly questionnaire: RespondentQuestionnaire,
    private readonly by: Parameters<typeof bestAnswer>[1],
  ) {}

  /** To the end of the page: what asks for an answer on the way gets one. Ends where `until` has the keyboard. */
  async goOn(until: (at: Focused) => boolean): Promise<Focused> {
    for (let step = 0; step < 900; step += 1) {
      await this.page.keyboard.press('Tab');
      const at = await focused(this.page);
      expect(at.tag, 'the keyboard is on the page').not.toBe('BODY');
      if (until(at)) return at;
      if (at.question !== null) await this.#answer(at, at.question);
    }
    throw new Error('The keyboard never arrived.');
  }

  async #answer(at: Focused, id: string): Promise<void> {
    const question = this.questionnaire.questions.find((candidate) => candidate.id === id);
    if (question === undefined) return;
    const { answer, followUps } = bestAnswer(question, this.by);
    const followUp = question.followUps.find(
      ({ key }) => at.id.startsWith(`${id}-`) && at.id.endsWith(`-${key}`),
    );
    if (followUp !== undefined) return this.#type(at, String(followUps[followUp.key] ?? ''));
    if (at.type === 'radio' && !at.chosen) return this.#choose(question, answer);
    if (at.type === 'checkbox') return this.#tick(at, question, answer);
    if (at.type === 'date') return this.#date(at, answerOfField(answer, at.id) ?? String(answer));
    if (at.tag === 'BUTTON' && question.type === 'table') return this.#addRow(at, id, answer);
    if (at.tag === 'SELECT') return this.page.keyboard.type('Y');
    if (['TEXTAREA', 'INPUT'].includes(at.tag) && at.type !== 'radio' && at.type !== 'file')
      return this.#type(at, answerOfField(answer, at.id) ?? (at.id === `${id}-answer` ? String(answer) : ''));
  }

  async #choose({ options }: RespondentQuestion, answer: unknown): Promise<void> {
    const place = options.findIndex(({ id }) => id === answer);
    if (place === 0) await this.page.keyboard.press('Space');
    for (let step = 0; step < place; step += 1) await this.page.keyboard.press('ArrowDown');
    // what the answer asks for in turn is there with the next frame
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
    );
    const at = await focused(this.page);
    expect([at.checked, at.words]).toEqual([true, textIn(options[place]?.label ?? '')]);
  }

  async #tick(at: Focused, { options }: RespondentQuestion, answer: unknown): Promise<void> {
    const option = options.find(({ label }) => textIn(label) === at.words);
    const wanted = Array.isArray(answer) && answer.includes(option?.id);
    if (wanted && !at.checked) await this.page.keyboard.press('Space');
  }

  /** The first row takes the keyboard, and the rest of the questions comes after it. */
  async #addRow(at: Focused, id: string, answer: unknown): Promise<void> {
    if (this.#answered.has(id) || !at.words.startsWith('Add the first row')) return;
    this.#answered.add(id);
    await this.page.keyboard.press('Enter');
    const first = await focused(this.page);
    expect(first.question).toBe(id);
    await this.#type(first, answerOfField(answer, first.id) ?? '');
  }

  async #type({ value }: Focused, text: string): Promise<void> {
    if (text !== '' && value === '') await this.page.keyboard.type(text);
  }

  /** A day that stands there already is kept; a field of three parts is passed by three Tabs. */
  async #date(at: Focused, day: string): Promise<void> {
    if (at.value !== '') return;
    const [year = '', month = '', date = ''] = day.split('-');
    await this.page.keyboard.type(`${month}${date}${year}`);
    expect((await focused(this.page)).value).toBe(day);
  }
}

/** Of a row or a signature, what belongs into this field. */
function answerOfField(answer: unknown, fieldId: string): string | null {
  const record: unknown = Array.isArray(answer) ? answer[0] : answer;
  if (typeof record !== 'object' || record === null) return null;
  const named = Object.entries(record).find(([key]) => fieldId.endsWith(`-${key}`));
  return named === undefined ? null : String(named[1]);
}

test('a vendor answers every question, signs and submits by the keyboard alone, which is never lost', async ({
  visitors,
}) => {
  const procurement = await visitors.member('procurement');
  await askVendor(procurement, {
    vendor: 'Keyhole Payroll',
    service: 'Payroll by keyboard',
    contact: CONTACT,
    dueOn: addDays(await today(procurement), 21),
  });
  const page = await visitors.stranger();
  await openLink(page, linkIn(await mailTo(CONTACT.email, /security questionnaire/)));
  await expect(page).toHaveURL(/\/assessments\//);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Keyhole Payroll');
  await expect(heading).toBeFocused();
  const response = await page.request.get(`/api${new URL(page.url()).pathname}`);
  const asked = (await response.json()) as { questionnaire: RespondentQuestionnaire; today: string };
  const vendor = new KeyboardVendor(page, asked.questionnaire, { ...CONTACT, today: asked.today, gaps: {} });

  const isNext = ({ tag, words }: Focused) => tag === 'A' && /^(Start|Next)/.test(words);
  await vendor.goOn(({ tag, words }) => tag === 'A' && words.startsWith('Start'));
  for (const section of asked.questionnaire.sections) {
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/sections/${section.id}$`));
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await vendor.goOn(isNext);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Review and sign' })).toBeFocused();
  await vendor.goOn(({ id }) => id.endsWith('-signature'));
  await page.keyboard.type(CONTACT.name);
  await expect(page.getByText('Every required question is complete.')).toBeVisible();
  await page.keyboard.press('Tab');
  const submit = page.getByRole('button', { name: 'Submit the answers' });
  await expect(submit).toBeFocused();
  await expect(submit).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Not yet' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Submit now' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you: your answers are submitted');
});
