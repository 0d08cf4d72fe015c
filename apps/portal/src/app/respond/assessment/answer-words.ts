import {
  isBlank,
  isDisputedNa,
  textIn,
  type AnswerValue,
  type Column,
  type FollowUpField,
  type Option,
  type RespondentQuestion,
} from '@countersign/domain';
import { formatDate, number } from '../../language/formats';
import { isRecord } from './same-value';

/** One line of an answer in words; the question's own answer has no label. */
export interface AnswerLine {
  label: string | null;
  text: string;
}

const YES_NO: Readonly<Record<string, string>> = {
  yes: $localize`:@@answer-words.yes:Yes`,
  no: $localize`:@@answer-words.no:No`,
};
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** An answer as a person reads it: labels instead of ids, days instead of ISO dates, only the follow-ups it asks. */
export function answerLines(
  question: RespondentQuestion,
  value: AnswerValue,
  asked: readonly FollowUpField[],
): AnswerLine[] {
  if (isBlank(value.answer)) return [{ label: null, text: $localize`:@@answer-words.no-answer:No answer` }];
  return [
    ...ownLines(question, value.answer),
    ...reasonLines(question, value),
    ...followUpLines(asked, value),
  ];
}

function ownLines(question: RespondentQuestion, answer: unknown): AnswerLine[] {
  if (isDisputedNa(question, answer)) {
    return [{ label: null, text: $localize`:@@answer-words.not-applicable:Not applicable` }];
  }
  if (question.type === 'table') return rowLines(question.columns, answer);
  if (question.type === 'attestation') return fieldLines(question.fields, answer);
  const text = Array.isArray(answer)
    ? answer.map((id) => labelOf(question.options, id)).join(', ')
    : `${labelOf(question.options, answer)}${question.unit && typeof answer === 'number' ? ` ${question.unit}` : ''}`;
  return [{ label: null, text }];
}

function labelOf(options: readonly Option[], answer: unknown): string {
  const option = options.find((candidate) => candidate.id === answer);
  return option ? textIn(option.label) : plain(answer);
}

function reasonLines(question: RespondentQuestion, value: AnswerValue): AnswerLine[] {
  if (value.answer !== 'na' || value.naReason === null) return [];
  const { reason, explanation } = value.naReason;
  const offered = question.naReasons.find((candidate) => candidate.id === reason);
  return [
    {
      label: $localize`:@@answer-words.why-it-does-not:Why it does not apply`,
      text: offered ? textIn(offered.label) : $localize`:@@answer-words.no-reason-given:No reason given`,
    },
    {
      label: $localize`:@@answer-words.explanation:Explanation`,
      text: explanation || $localize`:@@answer-words.none-given:None given`,
    },
  ];
}

function followUpLines(asked: readonly FollowUpField[], value: AnswerValue): AnswerLine[] {
  return asked
    .filter((field) => !isBlank(value.followUps[field.key]))
    .flatMap((field) => {
      const given = value.followUps[field.key];
      if (field.type === 'table') return rowLines(field.columns, given);
      return [{ label: textIn(field.text), text: labelOf(field.options, given) }];
    });
}

function rowLines(columns: readonly Column[], rows: unknown): AnswerLine[] {
  if (!Array.isArray(rows)) return [{ label: null, text: plain(rows) }];
  return rows.filter(isRecord).map((row, index) => ({
    label: $localize`:@@answer-words.row:Row ${index + 1}:index:`,
    text: fieldLines(columns, row)
      .map((line) => `${line.label ?? ''}: ${line.text}`)
      .join('; '),
  }));
}

function fieldLines(columns: readonly Column[], record: unknown): AnswerLine[] {
  if (!isRecord(record)) return [{ label: null, text: plain(record) }];
  return columns
    .filter((column) => !isBlank(record[column.id]))
    .map((column) => ({ label: textIn(column.label), text: cellText(column, record[column.id]) }));
}

function cellText(column: Column, cell: unknown): string {
  return column.type === 'yes_no' ? (YES_NO[String(cell)] ?? plain(cell)) : plain(cell);
}

function plain(value: unknown): string {
  if (value === 'never') return $localize`:@@answer-words.never:Never`;
  if (typeof value === 'string') return ISO_DAY.test(value) ? formatDate(value) : value;
  return typeof value === 'number' ? number(value) : JSON.stringify(value);
}
