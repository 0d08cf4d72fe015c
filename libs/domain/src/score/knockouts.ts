import { evaluate } from '../conditions/evaluate';
import type { CompiledQuestion } from '../questionnaire/document';
import type { QuestionnaireView } from '../questionnaire/visibility';
import { isAnswered } from '../answers/answer';
import { pointsOf } from './points';
import type { Knockout, QuestionScore, ScoreInput } from './score';

/**
 * The knock-outs that fired or are met only in part, where the engagement holds PI: on "no", on no answer after
 * submission and on a rejected answer. Each stays open until its finding is closed as verified.
 */
export function knockoutsOf(
  input: ScoreInput,
  view: QuestionnaireView,
  questions: readonly QuestionScore[],
): readonly Knockout[] {
  if (!input.holdsPI) return [];
  const shown = new Set(questions.filter((question) => question.shown).map(({ id }) => id));
  return input.questionnaire.questions
    .filter((question) => shown.has(question.id) && isKnockout(question, view))
    .flatMap((question) => {
      const status = statusOf(question, view, input);
      if (status === null) return [];
      const open = !input.verifiedFindings.has(question.id);
      return [{ question: question.id, status, open, text: question.text }];
    });
}

function isKnockout(
  { knockout, knockoutWhen }: CompiledQuestion,
  { conditions }: QuestionnaireView,
): boolean {
  return knockout || (knockoutWhen !== undefined && evaluate(knockoutWhen, conditions));
}

function statusOf(
  question: CompiledQuestion,
  view: QuestionnaireView,
  input: ScoreInput,
): Knockout['status'] | null {
  if (!isAnswered(view.conditions.answers, question.id)) return input.submittedOn === null ? null : 'fired';
  if (input.reviews[question.id]?.verdict === 'rejected') return 'fired';
  const answer = view.conditions.answers[question.id]?.answer;
  // "Not applicable" makes nothing until a reviewer rejects it.
  if (answer === 'na') return null;
  if (answer === 'partial' && question.type === 'yes_no_partial_na') return 'partial';
  if (answer === 'no' && (question.type === 'yes_no' || question.type === 'yes_no_partial_na'))
    return 'fired';
  if (!question.scored) return null;
  const points = pointsOf(question, answer, view.conditions);
  if (points === 0) return 'fired';
  return points < 5_000 ? 'partial' : null;
}
