import { evaluate } from '../conditions/evaluate';
import type { FollowUpField, OfferedNaReason, PublishedQuestionnaire } from './document';
import { isDisputedNa, viewOf, type AnswerContext, type QuestionnaireView } from './visibility';

/** The follow-up fields to show with a question now: those of a gap and the question's own. */
export function followUpFields(
  questionnaire: PublishedQuestionnaire,
  question: string,
  context: AnswerContext,
): readonly FollowUpField[] {
  return followUpsInView(questionnaire, question, viewOf(questionnaire, context));
}

/** The reasons for "not applicable" that the question offers now; empty where it cannot be chosen. */
export function naReasons(
  questionnaire: PublishedQuestionnaire,
  question: string,
  context: AnswerContext,
): readonly OfferedNaReason[] {
  return naReasonsInView(questionnaire, question, viewOf(questionnaire, context));
}

/** followUpFields over a view that is already settled. */
export function followUpsInView(
  questionnaire: PublishedQuestionnaire,
  question: string,
  view: QuestionnaireView,
): readonly FollowUpField[] {
  if (!view.shown.has(question)) return [];
  const found = questionnaire.questions.find(({ id }) => id === question);
  // What is not there has no gap to explain.
  if (found === undefined || isDisputedNa(found, view.conditions.answers[question]?.answer)) return [];
  return found.followUps.filter(({ when }) => evaluate(when, view.conditions));
}

/** naReasons over a view that is already settled. */
export function naReasonsInView(
  questionnaire: PublishedQuestionnaire,
  question: string,
  view: QuestionnaireView,
): readonly OfferedNaReason[] {
  const found = questionnaire.questions.find(({ id }) => id === question);
  return (found?.naReasons ?? []).filter(
    ({ onlyIf }) => onlyIf === null || evaluate(onlyIf, view.conditions),
  );
}
