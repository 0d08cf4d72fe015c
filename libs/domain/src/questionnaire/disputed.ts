import type { FactSheet } from '../conditions/condition';
import type { PublishedQuestionnaire } from './document';
import { lessened, openDifferences, type ScopeDispute } from './effective-facts';
import { visibleAnswers, visibleQuestions, type AnswerContext } from './visibility';

/**
 * The questions that are shown only because the intake names what an answer leaves out, each with the disputes it
 * hangs on: they may be answered as not applicable. One pass: what is answered so states nothing and disputes nothing.
 */
export function disputedQuestions(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext,
): ReadonlyMap<string, readonly ScopeDispute[]> {
  const { facts, settlements = [] } = context;
  const answers = visibleAnswers(questionnaire, context);
  const { disputes } = openDifferences({ intake: facts, answers, questionnaire }, settlements);
  if (disputes.length === 0) return new Map();
  const shownWithout = (these: readonly ScopeDispute[]) =>
    new Set(visibleQuestions(questionnaire, { ...context, facts: without(facts, these) }));
  const left = shownWithout(disputes);
  const alone = disputes.map((dispute) => ({ dispute, shown: shownWithout([dispute]) }));
  return new Map(
    visibleQuestions(questionnaire, context)
      .filter((id) => !left.has(id))
      .map((id) => {
        const decisive = alone.filter(({ shown }) => !shown.has(id)).map(({ dispute }) => dispute);
        return [id, decisive.length > 0 ? decisive : disputes];
      }),
  );
}

function without(facts: FactSheet, disputes: readonly ScopeDispute[]): FactSheet {
  return { ...facts, ...Object.fromEntries(disputes.map((one) => [one.fact, lessened(one)])) };
}
