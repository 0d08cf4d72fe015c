import {
  type AnswerValue,
  type Column,
  type CompiledQuestion,
  type FollowUpField,
  isBlank,
  isDisputedNa,
  isIsoDate,
  type Option,
  textIn,
} from '@countersign/domain';
import { formatDate, number } from '../../../language/formats';

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

export const NOTHING_ENTERED = '–';
const NOTHING: AnswerInWords = { kind: 'none' };

export function answerInWords(question: CompiledQuestion, answer: unknown): AnswerInWords {
  if (isBlank(answer)) {
    return NOTHING;
  }
  if (isDisputedNa(question, answer)) {
    return {
      kind: 'text',
      text: $localize`:@@answer-in-words.not-applicable-disputed:Not applicable: the vendor says that it holds or does none of this`,
    };
  }
  switch (question.type) {
    case 'text':
    case 'longText':
      return { kind: 'text', text: String(answer) };
    case 'single':
    case 'yes_no':
    case 'yes_no_partial_na':
      return { kind: 'text', text: optionLabel(question.options, answer) };
    case 'multi':
      return choices(question.options, answer);
    case 'number':
      return { kind: 'text', text: numberInWords(answer, question.unit) };
    case 'date':
      return {
        kind: 'text',
        text: answer === 'never' ? $localize`:@@answer-in-words.never:Never` : dateInWords(answer),
      };
    case 'table':
      return table(question.columns, answer);
    case 'attestation':
      return { kind: 'fields', fields: fieldsOf(question.fields, answer) };
  }
}

/** The follow-ups that were asked; those left empty are listed as such. */
export function followUpsInWords(
  asked: readonly FollowUpField[],
  value: AnswerValue | null,
): readonly LabelledAnswer[] {
  return asked.map((field) => ({
    label: textIn(field.text),
    answer: followUpInWords(field, value?.followUps[field.key]),
  }));
}

export function naReasonInWords(question: CompiledQuestion, value: AnswerValue | null): LabelledText | null {
  if (value?.answer !== 'na' || value.naReason === null) {
    return null;
  }
  const { reason, explanation } = value.naReason;
  const offered = question.naReasons.find(({ id }) => id === reason);
  return {
    label: offered
      ? textIn(offered.label)
      : $localize`:@@answer-in-words.reason-not-stated:Reason not stated`,
    text: explanation,
  };
}

function followUpInWords(field: FollowUpField, answer: unknown): AnswerInWords {
  if (isBlank(answer)) {
    return NOTHING;
  }
  switch (field.type) {
    case 'text':
      return { kind: 'text', text: String(answer) };
    case 'date':
      return { kind: 'text', text: dateInWords(answer) };
    case 'number':
      return { kind: 'text', text: numberInWords(answer, null) };
    case 'single':
      return { kind: 'text', text: optionLabel(field.options, answer) };
    case 'table':
      return table(field.columns, answer);
  }
}

function choices(options: readonly Option[], answer: unknown): AnswerInWords {
  const ids: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  const others = options.filter(({ id, exclusive }) => exclusive !== true && !ids.includes(id));
  return {
    kind: 'choices',
    chosen: ids.map((id) => optionLabel(options, id)),
    others: others.map(({ label }) => textIn(label)),
  };
}

function table(columns: readonly Column[], answer: unknown): AnswerInWords {
  const rows: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return {
    kind: 'table',
    columns: columns.map(({ label }) => textIn(label)),
    rows: rows
      .filter((row) => !isBlank(row))
      .map((row) => columns.map((column) => cellInWords(column, cellOf(row, column.id)))),
  };
}

function fieldsOf(columns: readonly Column[], answer: unknown): readonly LabelledText[] {
  return columns.map((column) => ({
    label: textIn(column.label),
    text: cellInWords(column, cellOf(answer, column.id)),
  }));
}

function cellOf(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[column] : null;
}

function cellInWords(column: Column, cell: unknown): string {
  if (isBlank(cell)) {
    return NOTHING_ENTERED;
  }
  switch (column.type) {
    case 'text':
    case 'signature':
      return String(cell);
    case 'number':
      return numberInWords(cell, null);
    case 'date':
      return dateInWords(cell);
    case 'yes_no':
      return cell === 'yes' || cell === true
        ? $localize`:@@answer-in-words.yes:Yes`
        : $localize`:@@answer-in-words.no:No`;
  }
}

function optionLabel(options: readonly Option[], id: unknown): string {
  const option = options.find((candidate) => candidate.id === id);
  return option ? textIn(option.label) : String(id);
}

function numberInWords(value: unknown, unit: string | null): string {
  const amount = typeof value === 'number' ? number(value) : String(value);
  return unit === null ? amount : `${amount} ${unit}`;
}

function dateInWords(value: unknown): string {
  return isIsoDate(value) ? formatDate(value) : String(value);
}
