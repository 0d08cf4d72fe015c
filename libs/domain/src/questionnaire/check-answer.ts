import { isRecord } from '../answers/same-value';
import type { RuleSaid } from '../text/rule-code';
import { said } from '../text/said';
import { addMonths, isIsoDate, type IsoDate } from '../dates/calendar';
import type { FieldProblem } from '../text/field-problem';
import type { Column, FollowUpField, RespondentQuestion } from './document';

/** Longest entries, in characters, and most rows of a table. */
export const ANSWER_LIMITS = { text: 2_000, longText: 10_000, cell: 1_000, rows: 200 } as const;

const PARTS: ReadonlySet<string> = new Set(['answer', 'followUps', 'naReason', 'comment']);

/** The follow-up that says by when a gap is closed; so named in every version that was published. */
const TARGET = 'targetDate';
const TARGET_WITHIN_MONTHS = 60;
const SIGNED_WITHIN_MONTHS = 12;

type Problems = readonly FieldProblem[];
interface CheckContext {
  /** The latest that it may be anywhere: what may not lie in the future ends with it. */
  readonly today: IsoDate;
  /** The day of the business, where it is another: what may not lie in the past begins with it. */
  readonly businessDay?: IsoDate;
  /** Only a scope dispute shows the question (disputedQuestions): whatever its type, it may be not applicable. */
  readonly disputed?: boolean;
}

const fine: Problems = [];
const wrong = (field: string, message: RuleSaid): Problems => [{ field, message }];

/**
 * What is wrong with a value offered as this question's AnswerValue. Shape, options, ranges and lengths only:
 * half a table or no follow-up yet is fine while answering (missingAnswers says what is left). Total.
 */
export function checkAnswer(question: RespondentQuestion, value: unknown, context: CheckContext): Problems {
  if (!isRecord(value)) return wrong('', said('check-answer.an-answer-is-needed'));
  const strangers = Object.keys(value).filter((key) => !PARTS.has(key));
  return [
    ...strangers.flatMap((key) => wrong(key, said('check-answer.this-is-not-part'))),
    ...(value['answer'] === null ? fine : checkByType(question, value['answer'], context)),
    ...checkFollowUps(question, value['followUps'], context),
    ...checkNaReason(question, value),
    ...(value['comment'] === undefined ? fine : checkText(value['comment'], ANSWER_LIMITS.text, 'comment')),
  ];
}

function checkByType(question: RespondentQuestion, answer: unknown, context: CheckContext): Problems {
  if (answer === 'na' && context.disputed === true) return fine;
  switch (question.type) {
    case 'text':
    case 'longText':
      return checkText(answer, ANSWER_LIMITS[question.type], 'answer');
    case 'single':
    case 'yes_no':
    case 'yes_no_partial_na':
      return question.options.some(({ id }) => id === answer)
        ? fine
        : wrong('answer', said('check-answer.choose-one-of-the'));
    case 'multi':
      return checkMulti(question, answer);
    case 'number':
      return checkNumber(question, answer);
    case 'date':
      return checkDate(question, answer, context);
    case 'table':
      return checkRows(question.columns, answer, 'answer');
    case 'file':
      return checkFiles(answer);
    case 'attestation':
      return [
        ...checkCells(question.fields, answer, 'answer'),
        ...checkSigningDays(question, answer, context),
      ];
  }
}

/** Nobody signs tomorrow, nor a year ago. */
function checkSigningDays({ fields }: RespondentQuestion, answer: unknown, context: CheckContext): Problems {
  if (!isRecord(answer)) return fine;
  const earliest = addMonths(context.businessDay ?? context.today, -SIGNED_WITHIN_MONTHS);
  return fields.flatMap(({ id, type }) => {
    const day = answer[id];
    if (type !== 'date' || !isIsoDate(day)) return fine;
    if (day > context.today) return wrong(`answer.${id}`, said('check-answer.this-day-lies-in'));
    return day < earliest ? wrong(`answer.${id}`, said('check-answer.signed-long-ago')) : fine;
  });
}

function checkText(value: unknown, longest: number, field: string): Problems {
  if (typeof value !== 'string') return wrong(field, said('check-answer.enter-text'));
  return value.length <= longest
    ? fine
    : wrong(field, said('check-answer.at-most-characters', { most: longest }));
}

function checkMulti(question: RespondentQuestion, answer: unknown): Problems {
  if (!Array.isArray(answer)) return wrong('answer', said('check-answer.choose-from-the-options'));
  const chosen: readonly unknown[] = answer;
  const options = question.options.filter(({ id }) => chosen.includes(id));
  if (options.length !== chosen.length)
    return wrong('answer', said('check-answer.choose-from-the-options-2'));
  if (chosen.length > 1 && options.some(({ exclusive }) => exclusive === true)) {
    return wrong('answer', said('check-answer.the-option-that-says'));
  }
  return fine;
}

function checkNumber({ min, max }: RespondentQuestion, answer: unknown): Problems {
  if (typeof answer !== 'number' || !Number.isFinite(answer))
    return wrong('answer', said('check-answer.enter-a-number'));
  if (min !== null && answer < min) return wrong('answer', said('check-answer.at-least', { min }));
  if (max !== null && answer > max) return wrong('answer', said('check-answer.at-most', { max }));
  return fine;
}

function checkDate(question: RespondentQuestion, answer: unknown, { today }: CheckContext): Problems {
  if (answer === 'never' && question.allowNever) return fine;
  if (!isIsoDate(answer)) return wrong('answer', said('check-answer.enter-a-day-of'));
  // A future date would make the control look fresher than it is.
  return question.pastOnly && answer > today ? wrong('answer', said('check-answer.this-day-lies-in')) : fine;
}

/** Which files there are is the server's to say: it writes their names over what is offered. */
function checkFiles(answer: unknown): Problems {
  const named = Array.isArray(answer) && answer.every((name) => typeof name === 'string');
  return named ? fine : wrong('answer', said('check-answer.attach-the-files'));
}

function checkRows(columns: readonly Column[], value: unknown, field: string): Problems {
  if (!Array.isArray(value)) return wrong(field, said('check-answer.enter-rows'));
  if (value.length > ANSWER_LIMITS.rows)
    return wrong(field, said('check-answer.at-most-rows', { most: ANSWER_LIMITS.rows }));
  return value.flatMap((row: unknown, index) => checkCells(columns, row, `${field}.${index}`));
}

function checkCells(columns: readonly Column[], value: unknown, field: string): Problems {
  if (!isRecord(value)) return wrong(field, said('check-answer.enter-the-fields-offered'));
  return Object.entries(value).flatMap(([id, cell]) => {
    const column = columns.find((candidate) => candidate.id === id);
    if (column === undefined) return wrong(`${field}.${id}`, said('check-answer.there-is-no-such'));
    return checkCell(column, cell, `${field}.${id}`);
  });
}

function checkCell(column: Column, cell: unknown, field: string): Problems {
  if (cell === null || cell === '') return fine;
  switch (column.type) {
    case 'text':
    case 'signature':
      return checkText(cell, ANSWER_LIMITS.cell, field);
    case 'number':
      return typeof cell === 'number' && Number.isFinite(cell)
        ? fine
        : wrong(field, said('check-answer.enter-a-number'));
    case 'date':
      return isIsoDate(cell) ? fine : wrong(field, said('check-answer.enter-a-day-of'));
    case 'yes_no':
      return cell === 'yes' || cell === 'no' ? fine : wrong(field, said('check-answer.choose-yes-or-no'));
  }
}

function checkFollowUps(question: RespondentQuestion, followUps: unknown, context: CheckContext): Problems {
  if (!isRecord(followUps)) return wrong('followUps', said('check-answer.follow-ups-are-needed'));
  return Object.entries(followUps).flatMap(([key, entered]) => {
    const field = question.followUps.find((candidate) => candidate.key === key);
    if (field === undefined) return wrong(`followUps.${key}`, said('check-answer.this-question-has-no'));
    return entered === null || entered === '' ? fine : checkFollowUp(field, entered, context);
  });
}

function checkFollowUp(followUp: FollowUpField, entered: unknown, context: CheckContext): Problems {
  const field = `followUps.${followUp.key}`;
  switch (followUp.type) {
    case 'text':
      return checkText(entered, ANSWER_LIMITS.text, field);
    case 'date':
      if (!isIsoDate(entered)) return wrong(field, said('check-answer.enter-a-day-of'));
      return followUp.key === TARGET ? checkTarget(field, entered, context) : fine;
    case 'number':
      return typeof entered === 'number' && Number.isFinite(entered)
        ? fine
        : wrong(field, said('check-answer.enter-a-number'));
    case 'single':
      return followUp.options.some(({ id }) => id === entered)
        ? fine
        : wrong(field, said('check-answer.choose-one-of-the'));
    case 'table':
      return checkRows(followUp.columns, entered, field);
  }
}

/** A gap that is to be closed in the past, or in no time that anybody plans, is no plan. */
function checkTarget(field: string, day: IsoDate, { today, businessDay = today }: CheckContext): Problems {
  if (day < businessDay) return wrong(field, said('check-answer.this-day-has-passed'));
  return day > addMonths(today, TARGET_WITHIN_MONTHS)
    ? wrong(field, said('check-answer.at-most-years-ahead', { years: TARGET_WITHIN_MONTHS / 12 }))
    : fine;
}

function checkNaReason(question: RespondentQuestion, value: Readonly<Record<string, unknown>>): Problems {
  const given = value['naReason'];
  if (given === null) return fine;
  if (!isRecord(given)) return wrong('naReason', said('check-answer.give-a-reason-and'));
  const strangers = Object.keys(given).filter((key) => key !== 'reason' && key !== 'explanation');
  const isOffered = question.naReasons.some(({ id }) => id === given['reason']);
  return [
    ...strangers.flatMap((key) => wrong(`naReason.${key}`, said('check-answer.this-is-not-part-2'))),
    // An empty reason is one not chosen yet.
    ...(given['reason'] === '' || isOffered
      ? fine
      : wrong('naReason.reason', said('check-answer.this-reason-is-not'))),
    ...checkText(given['explanation'], ANSWER_LIMITS.text, 'naReason.explanation'),
  ];
}
