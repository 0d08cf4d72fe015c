import { isAnswered } from '../answers/answer';
import type { Condition, ConditionContext } from '../conditions/condition';
import { evaluate } from '../conditions/evaluate';
import type { CompiledQuestion, CompiledQuestionnaire } from '../questionnaire/document';
import type { QuestionnaireView } from '../questionnaire/visibility';
import type { Knockout, ScoreInput } from './score';
import { isNotApplicable, type Worth } from './worth';

/**
 * A firm that destroys or keeps records answers for their destruction itself (M.G.L. c. 93I s. 2). Versions say so
 * from 1.1.0 on; of those sent before, this does.
 */
const OF_FORMER_VERSIONS: Readonly<Record<string, Condition>> = {
  'ma-201-cmr-17 MA-68': { fact: 'serviceKinds', includesAny: ['disposal', 'records-storage'] },
};

/** Whether a question is a knock-out for an engagement with these facts. */
export function isKnockout(
  { key }: Pick<CompiledQuestionnaire, 'key'>,
  { id, knockout, knockoutWhen }: Pick<CompiledQuestion, 'id' | 'knockout' | 'knockoutWhen'>,
  conditions: ConditionContext,
): boolean {
  if (knockout) return true;
  const when = knockoutWhen ?? OF_FORMER_VERSIONS[`${key} ${id}`];
  return when !== undefined && evaluate(when, conditions);
}

/** The knock-out questions that count now, with what each is worth. */
export function knockoutQuestions(
  { questionnaire }: Pick<ScoreInput, 'questionnaire'>,
  view: QuestionnaireView,
): readonly CompiledQuestion[] {
  return questionnaire.questions.filter(
    (question) => view.shown.has(question.id) && isKnockout(questionnaire, question, view.conditions),
  );
}

/**
 * The knock-outs that fired, are met only in part or wait as "not applicable", where the engagement has protected
 * data. They fire on "no", silence after submission and a rejected answer, and are open until the finding is closed
 * as verified; an answer that no longer fires is not among them.
 */
export function knockoutsOf(
  input: ScoreInput,
  view: QuestionnaireView,
  worths: ReadonlyMap<string, Worth>,
): readonly Knockout[] {
  if (!input.protectedData) return [];
  return knockoutQuestions(input, view).flatMap((question) => {
    const worth = worths.get(question.id);
    const status = worth === undefined ? null : statusOf(question, { view, worth, input });
    if (worth === undefined || status === null) return [];
    const open = worth.reason !== 'finding-verified';
    return [{ question: question.id, status, open, text: question.text }];
  });
}

interface Standing {
  readonly view: QuestionnaireView;
  readonly worth: Worth;
  readonly input: ScoreInput;
}

function statusOf(question: CompiledQuestion, { view, worth, input }: Standing): Knockout['status'] | null {
  if (worth.reason === 'not-yet-answered' || worth.reason === 'asked-later') return null;
  if (!isAnswered(view.conditions.answers, question.id)) return input.submittedOn === null ? null : 'fired';
  const verdict = input.reviews[question.id]?.verdict;
  if (verdict === 'rejected') return 'fired';
  const answer = view.conditions.answers[question.id]?.answer;
  if (isNotApplicable(question, answer)) return verdict === 'accepted' ? null : 'not-applicable';
  if (question.type === 'yes_no_partial_na') return ofWord(answer);
  if (!question.scored) return answer === 'no' && question.type === 'yes_no' ? 'fired' : null;
  if (worth.earned === null) return null;
  if (worth.earned === 0) return 'fired';
  return worth.earned < 5_000 ? 'partial' : null;
}

function ofWord(answer: unknown): Knockout['status'] | null {
  switch (answer) {
    case 'no':
      return 'fired';
    case 'partial':
      return 'partial';
    default:
      return null;
  }
}
