import { expect, type Locator, type Page } from '@playwright/test';
import type { Column, FollowUpField, RespondentQuestion, RespondentQuestionnaire } from '@countersign/domain';
import { bestAnswer, type Respondent } from './model-answers';

type Row = Readonly<Record<string, unknown>>;

/** The vendor's side, as somebody with a mouse and a keyboard goes through it. */
export class QuestionnairePage {
  private constructor(
    readonly page: Page,
    private readonly questionnaire: RespondentQuestionnaire,
    private readonly by: Respondent,
  ) {}

  /** On the first page of the questionnaire. The document gives the words by which its fields are found. */
  static async of(page: Page, by: Omit<Respondent, 'today'>): Promise<QuestionnairePage> {
    const response = await page.request.get(`/api${new URL(page.url()).pathname}`);
    const asked = (await response.json()) as { questionnaire: RespondentQuestionnaire; today: string };
    return new QuestionnairePage(page, asked.questionnaire, { ...by, today: asked.today });
  }

  question(id: string): Locator {
    return this.page.getByRole('group', { name: new RegExp(`^${id}`) });
  }

  /** Answers what is shown until nothing unanswered is left: an answer may bring in questions. */
  async answerSection(): Promise<readonly string[]> {
    const answered: string[] = [];
    for (;;) {
      const next = (await this.#shown()).find((id) => !answered.includes(id));
      if (next === undefined) break;
      await this.answer(next);
      answered.push(next);
    }
    await this.settled();
    return answered;
  }

  async settled(): Promise<void> {
    await expect(this.page.locator('cs-saving-bar .saving')).toHaveText(/^\s*Saved \d\d:\d\d$/);
  }

  async answer(id: string): Promise<void> {
    const question = this.questionnaire.questions.find((candidate) => candidate.id === id);
    if (question === undefined) throw new Error(`${id} is not in the questionnaire.`);
    const { answer, followUps } = bestAnswer(question, this.by);
    const group = this.question(id);
    await this.#give(group, question, answer);
    for (const field of question.followUps) {
      const value = followUps[field.key];
      if (typeof value === 'string') await this.#followUp(group, field, value);
    }
  }

  async #shown(): Promise<readonly string[]> {
    const questions = this.page.getByRole('group', { name: /^MA-\d\d/ });
    await questions.first().waitFor();
    return questions.evaluateAll((groups) => groups.map(({ id }) => id));
  }

  async #give(group: Locator, question: RespondentQuestion, answer: unknown): Promise<void> {
    switch (question.type) {
      case 'yes_no':
      case 'yes_no_partial_na':
      case 'single':
        return group.getByRole('radio', { name: labelOf(question, answer), exact: true }).check();
      case 'multi':
        for (const option of answer as string[]) {
          await group.getByRole('checkbox', { name: labelOf(question, option), exact: true }).check();
        }
        return;
      case 'table':
        for (const [index, row] of (answer as Row[]).entries()) {
          await group.getByRole('button', { name: /^Add (the first|a) row$/ }).click();
          await this.#fillRow(group, question.columns, { row, number: index + 1 });
        }
        return;
      case 'attestation':
        return this.#sign(group, answer as Record<string, string>);
      default:
        return group.getByRole('textbox', { name: words(question.text) }).fill(String(answer));
    }
  }

  async #fillRow(
    group: Locator,
    columns: readonly Column[],
    { row, number }: { row: Row; number: number },
  ): Promise<void> {
    for (const column of columns) {
      const name = new RegExp(`^${plain(words(column.label))}.*row ${number}$`);
      const cell = row[column.id];
      if (cell === undefined) continue;
      if (column.type === 'yes_no') await group.getByRole('combobox', { name }).selectOption(String(cell));
      else await group.getByRole('textbox', { name }).fill(String(cell));
    }
  }

  async #sign(
    group: Locator,
    { name = '', title = '', signature = '' }: Record<string, string>,
  ): Promise<void> {
    await group.getByLabel('Name', { exact: true }).fill(name);
    await group.getByLabel('Title', { exact: true }).fill(title);
    await group.getByLabel('Signature: type your full name').fill(signature);
    await group.getByLabel('Signature: type your full name').blur();
  }

  async #followUp(group: Locator, field: FollowUpField, value: string): Promise<void> {
    await group.getByRole('textbox', { name: words(field.text) }).fill(value);
  }
}

function labelOf(question: RespondentQuestion, id: unknown): string {
  const option = question.options.find((candidate) => candidate.id === id);
  if (option === undefined) throw new Error(`${question.id} has no choice ${String(id)}.`);
  return words(option.label);
}

/** Texts may come in several languages; the journeys read the first. */
function words(text: RespondentQuestion['text']): string {
  return typeof text === 'string' ? text : (Object.values(text)[0] ?? '');
}

function plain(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
