import { cite } from '../clauses/citation';
import type { CompiledQuestion } from '../questionnaire/document';
import { said, type PlainlySaid, type Said } from '../text/said';
import type { Text } from '../text/text';
import type { Score, ScoreInput } from './score';
import { scoringView } from './score-assessment';
import { isKnockout } from './knockouts';
import { isNotApplicable } from './worth';
import { oneStepLower, type Severity } from '../levels/severity';

/** What the answer told: a number with its unit, or the labels of what was chosen. */
type ToldAnswer = readonly (Text | Said<'amount', { readonly amount: number; readonly unit: Text }>)[];

/** Why an answer is a gap. */
export type AnswerGap =
  | PlainlySaid<'finding.answer.rejected' | 'finding.answer.unanswered'>
  | PlainlySaid<'finding.answer.not-met' | 'finding.answer.partly-met'>
  | Said<
      'finding.answer.not-met-as-told' | 'finding.answer.partly-met-as-told',
      { readonly answer: ToldAnswer }
    >;

/** A gap that an answer shows. */
export interface AnswerFinding {
  readonly question: string;
  readonly severity: Severity;
  readonly knockout: boolean;
  readonly title: Text;
  readonly detail: AnswerGap;
  /** Printed; null where the question cites nothing. */
  readonly citation: string | null;
}

const HALF_POINTS = 5_000;

/**
 * The findings that follow from the answers after submission, by points: 0 counts as "no", less than half as
 * "partial", and "partial" as itself. A "not applicable" makes none until it is rejected. Questions whose
 * finding is closed as verified have full points and make none.
 */
export function findingsFromAnswers(input: ScoreInput & { readonly score: Score }): readonly AnswerFinding[] {
  if (input.score.submittedOn === null) return [];
  const points = new Map(input.score.questions.map((question) => [question.id, question.points]));
  const { conditions } = scoringView(input);
  return input.questionnaire.questions.flatMap((question) => {
    const earned = points.get(question.id) ?? null;
    const gap = earned === null ? null : gapOf(question, earned, input);
    if (gap === null) return [];
    const knockout = input.protectedData && isKnockout(input.questionnaire, question, conditions);
    return [findingOf(question, { gap, knockout }, input)];
  });
}

type Gap = 'no' | 'partial';

function gapOf(
  question: CompiledQuestion,
  points: number,
  { answers, reviews }: Pick<ScoreInput, 'answers' | 'reviews'>,
): Gap | null {
  const answer = answers[question.id]?.answer;
  const verdict = reviews[question.id]?.verdict;
  if (isNotApplicable(question, answer) && verdict !== 'rejected' && points === 0) return null;
  if (points === 0) return 'no';
  if (points < HALF_POINTS) return 'partial';
  const half = answer === 'partial' && question.type === 'yes_no_partial_na' && points < 10_000;
  return half ? 'partial' : null;
}

interface Seen {
  readonly gap: Gap;
  /** A knock-out, of an engagement with protected data. */
  readonly knockout: boolean;
}

function severityOf({ weight }: CompiledQuestion, { gap, knockout }: Seen): Severity {
  const full = knockout ? 'critical' : severityByWeight(weight);
  return gap === 'no' ? full : oneStepLower(full);
}

function severityByWeight(weight: number): Severity {
  if (weight >= 4) return 'high';
  return weight === 3 ? 'medium' : 'low';
}

function findingOf(
  question: CompiledQuestion,
  seen: Seen,
  input: Pick<ScoreInput, 'answers' | 'reviews'>,
): AnswerFinding {
  const citation = question.citations[0];
  return {
    question: question.id,
    severity: severityOf(question, seen),
    knockout: seen.knockout,
    title: question.text,
    detail: detailOf(question, seen.gap, input),
    citation: citation === undefined ? null : cite(citation),
  };
}

function detailOf(
  question: CompiledQuestion,
  gap: Gap,
  { answers, reviews }: Pick<ScoreInput, 'answers' | 'reviews'>,
): AnswerGap {
  if (reviews[question.id]?.verdict === 'rejected') return said('finding.answer.rejected');
  const answer = answers[question.id]?.answer ?? null;
  if (answer === null) return said('finding.answer.unanswered');
  const told = toldAnswer(question, answer);
  if (told.length === 0) return said(gap === 'no' ? 'finding.answer.not-met' : 'finding.answer.partly-met');
  const code = gap === 'no' ? 'finding.answer.not-met-as-told' : 'finding.answer.partly-met-as-told';
  return said(code, { answer: told });
}

function toldAnswer(question: CompiledQuestion, answer: unknown): ToldAnswer {
  if (typeof answer === 'number')
    return [
      question.unit === null ? String(answer) : said('amount', { amount: answer, unit: question.unit }),
    ];
  const ids = typeof answer === 'string' ? [answer] : Array.isArray(answer) ? answer : [];
  return ids.flatMap((id) => {
    const option = question.options.find((candidate) => candidate.id === id);
    if (option !== undefined) return [option.label];
    return typeof id === 'string' ? [id] : [];
  });
}
