import type { PublishedQuestionnaire, QuestionType } from '@countersign/domain';

/** What one plans with, in minutes, rounded to five and from an hour on to half hours: `least` for who has everything at hand, `most` for who has to ask. */
export interface TimeToAnswer {
  readonly questions: number;
  readonly least: number;
  readonly most: number;
}

type Span = readonly [least: number, most: number];

/** Reading, thinking and typing. A guess, and said as one; in one place, so that mail and pages guess alike. */
const MINUTES: Readonly<Record<QuestionType, Span>> = {
  yes_no: [0.5, 1],
  yes_no_partial_na: [0.75, 1.5],
  single: [0.5, 1],
  multi: [0.75, 1.5],
  number: [0.5, 1],
  date: [0.5, 1],
  text: [0.5, 1.5],
  longText: [1.5, 4],
  table: [2, 5],
  file: [1, 4],
  attestation: [2, 4],
};

/** To find the document that an answer needs, and to upload it. */
const DOCUMENT: Span = [1, 3];

const FIVE_MINUTES = 5;
const HALF_HOUR = 30;
const HOUR = 60;

/** For the questions that are shown. */
export function timeToAnswer(
  { questions }: Pick<PublishedQuestionnaire, 'questions'>,
  shown: readonly string[],
): TimeToAnswer {
  const asked = new Set(shown);
  const spans = questions
    .filter(({ id }) => asked.has(id))
    .flatMap(({ type, evidence }) => (evidence === 'required' ? [MINUTES[type], DOCUMENT] : [MINUTES[type]]));
  const sum = (end: 0 | 1) => spans.reduce((minutes, span) => minutes + span[end], 0);
  const step = sum(1) > HOUR ? HALF_HOUR : FIVE_MINUTES;
  const most = Math.max(FIVE_MINUTES, Math.ceil(sum(1) / step) * step);
  const least = Math.max(step, Math.round(sum(0) / step) * step);
  return { questions: asked.size, least: Math.min(least, most), most };
}
