import { type IsoDate, isIsoDate } from '../dates/calendar';
import type { Column, FollowUpField, Option, QuestionType, RespondentQuestion } from './document';
import { isDisputedNa } from './visibility';
import { type Text, textIn } from '../text/text';
import { type AnswerValue, isBlank } from '../answers/answer';

/** An answer as a person reads it: no ids, no ISO dates, no code. */
export type AnswerInWords =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choices'; readonly chosen: readonly string[]; readonly others: readonly string[] }
  | { readonly kind: 'fields'; readonly fields: readonly LabelledText[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly string[][] };

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}
export interface LabelledAnswer {
  readonly label: string;
  readonly answer: AnswerInWords;
}

/** All that was said to one question. A follow-up that was asked and left empty is told as such. */
export interface WholeAnswerInWords {
  readonly answer: AnswerInWords;
  readonly naReason: LabelledText | null;
  readonly followUps: readonly LabelledAnswer[];
  readonly comment: string | null;
}

/** One line of an answer where it is told as plain text; the question's own answer has no label. */
export interface AnswerLine {
  readonly label: string | null;
  readonly text: string;
}

/** What is said where the answer itself has no words; they stand in `rules.json`. */
export type AnswerWord =
  | 'answer.comment'
  | 'answer.explanation'
  | 'answer.never'
  | 'answer.no'
  | 'answer.no-answer'
  | 'answer.no-explanation'
  | 'answer.no-reason'
  | 'answer.not-applicable'
  | 'answer.not-entered'
  | 'answer.row'
  | 'answer.why-it-does-not-apply'
  | 'answer.yes';

/** How the reader's language writes; the words of the questionnaire come in the languages it was written in. */
export interface AnswerLanguage {
  readonly tag: string;
  readonly word: (word: AnswerWord, parameters?: Readonly<Record<string, number>>) => string;
  readonly number: (value: number) => string;
  readonly day: (day: IsoDate) => string;
  readonly list: (items: readonly string[]) => string;
}

type Asked = Pick<RespondentQuestion, 'type' | 'options' | 'columns' | 'fields' | 'unit' | 'naReasons'>;

/** For respondent, reviewer and every document: `asked` are the follow-ups that the answer asks for. */
export function answerInWords(
  question: Asked,
  value: AnswerValue | null,
  asked: readonly FollowUpField[],
  language: AnswerLanguage,
): WholeAnswerInWords {
  return {
    answer: isDisputedNa(question, value?.answer)
      ? { kind: 'text', text: language.word('answer.not-applicable') }
      : valueInWords(question, value?.answer, language),
    naReason: naReason(question, value, language),
    followUps: asked.map((field) => ({
      label: textIn(field.text, language.tag),
      answer: valueInWords(field, value?.followUps[field.key], language),
    })),
    comment: isBlank(value?.comment) ? null : (value?.comment ?? null),
  };
}

/** The same line by line, as a receipt or a cell of a sheet tells it; what was left empty is left out. */
export function linesOfAnswer(told: WholeAnswerInWords, language: AnswerLanguage): AnswerLine[] {
  const comment =
    told.comment === null ? [] : [{ label: language.word('answer.comment'), text: told.comment }];
  if (told.answer.kind === 'none')
    return [{ label: null, text: language.word('answer.no-answer') }, ...comment];
  const because =
    told.naReason === null
      ? []
      : [
          { label: language.word('answer.why-it-does-not-apply'), text: told.naReason.label },
          {
            label: language.word('answer.explanation'),
            text: told.naReason.text || language.word('answer.no-explanation'),
          },
        ];
  const followUps = told.followUps.flatMap(({ label, answer }) => linesOf(answer, label, language));
  return [...linesOf(told.answer, null, language), ...because, ...followUps, ...comment];
}

function linesOf(answer: AnswerInWords, label: string | null, language: AnswerLanguage): AnswerLine[] {
  switch (answer.kind) {
    case 'none':
      return [];
    case 'text':
      return [{ label, text: answer.text }];
    case 'choices':
      return [{ label, text: language.list(answer.chosen) }];
    case 'fields':
      return [...answer.fields];
    case 'table':
      return answer.rows.map((cells, index) => {
        const row = language.word('answer.row', { row: index + 1 });
        return {
          label: label === null ? row : `${label} ${row}`,
          text: cells.map((cell, place) => `${answer.columns[place] ?? ''}: ${cell}`).join('; '),
        };
      });
  }
}

type Shape = Partial<Omit<Asked, 'type' | 'naReasons'>> & { readonly type: QuestionType };

function valueInWords(
  { type, options = [], columns = [], fields = [], unit = null }: Shape,
  answer: unknown,
  language: AnswerLanguage,
): AnswerInWords {
  if (isBlank(answer)) return { kind: 'none' };
  switch (type) {
    case 'multi':
      return choices(options, answer, language);
    case 'table': {
      const rows = Array.isArray(answer) ? answer.filter((row) => !isBlank(row)) : [];
      return {
        kind: 'table',
        columns: columns.map(({ label }) => textIn(label, language.tag)),
        rows: rows.map((row: unknown) => cellsOf(columns, row, language).map(({ text }) => text)),
      };
    }
    case 'file':
      return { kind: 'text', text: language.list(Array.isArray(answer) ? answer.map(String) : []) };
    case 'attestation':
      return { kind: 'fields', fields: cellsOf(fields, answer, language) };
    case 'number':
      return { kind: 'text', text: amountOf(answer, unit, language) };
    case 'date':
      return { kind: 'text', text: dayOf(answer, language) };
    case 'single':
    case 'yes_no':
    case 'yes_no_partial_na':
      return { kind: 'text', text: labelOf(options, answer, language) };
    case 'text':
    case 'longText':
      return { kind: 'text', text: String(answer) };
  }
}

function naReason(question: Asked, value: AnswerValue | null, language: AnswerLanguage): LabelledText | null {
  if (value?.answer !== 'na' || value.naReason === null) return null;
  const { reason, explanation } = value.naReason;
  const offered = question.naReasons.find(({ id }) => id === reason);
  const label =
    offered === undefined ? language.word('answer.no-reason') : textIn(offered.label, language.tag);
  return { label, text: explanation };
}

function choices(options: readonly Option[], answer: unknown, language: AnswerLanguage): AnswerInWords {
  const ids: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  const others = options.filter(({ id, exclusive }) => exclusive !== true && !ids.includes(id));
  return {
    kind: 'choices',
    chosen: ids.map((id) => labelOf(options, id, language)),
    others: others.map(({ label }) => textIn(label, language.tag)),
  };
}

function cellsOf(
  columns: readonly Column[],
  row: unknown,
  language: AnswerLanguage,
): readonly LabelledText[] {
  const cells = typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>) : {};
  return columns.map(({ id, label, type }) => ({
    label: textIn(label, language.tag),
    text: cellInWords(type, cells[id], language),
  }));
}

function cellInWords(type: Column['type'], cell: unknown, language: AnswerLanguage): string {
  if (isBlank(cell)) return language.word('answer.not-entered');
  switch (type) {
    case 'text':
    case 'signature':
      return String(cell);
    case 'number':
      return amountOf(cell, null, language);
    case 'date':
      return dayOf(cell, language);
    case 'yes_no':
      return language.word(cell === 'yes' || cell === true ? 'answer.yes' : 'answer.no');
  }
}

function labelOf(
  options: readonly { readonly id: string; readonly label: Text }[],
  id: unknown,
  language: AnswerLanguage,
): string {
  const option = options.find((candidate) => candidate.id === id);
  return option === undefined ? String(id) : textIn(option.label, language.tag);
}

function amountOf(value: unknown, unit: string | null, language: AnswerLanguage): string {
  const amount = typeof value === 'number' ? language.number(value) : String(value);
  return unit === null ? amount : `${amount} ${unit}`;
}

function dayOf(value: unknown, language: AnswerLanguage): string {
  if (value === 'never') return language.word('answer.never');
  return isIsoDate(value) ? language.day(value) : String(value);
}
