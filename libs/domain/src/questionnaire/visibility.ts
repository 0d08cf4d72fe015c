import { evaluate } from '../conditions/evaluate';
import type { ConditionContext, FactSheet } from '../conditions/condition';
import type { IsoDate } from '../dates/calendar';
import type { Settlement } from '../facts/settlement';
import { addNamed, joinFacts, type NamedFact } from '../facts/union';
import type { AnswerSheet } from '../answers/answer';
import type { PublishedQuestionnaire, RespondentQuestion } from './document';
import type { ReturnedQuestion } from './returned';

/** What a questionnaire is read against. */
export interface AnswerContext {
  readonly answers: AnswerSheet;
  /** The intake's facts as copied into the assessment. */
  readonly facts: FactSheet;
  /** The only questions that are asked, the others being answered before; absent where all are. */
  readonly asked?: readonly string[] | null;
  /** What the latest submissions of other questionnaires name: it opens questions here and disputes nothing. */
  readonly elsewhere?: readonly NamedFact[] | null;
  /** What members have said of differences between intake and answers: what is set aside opens no question. */
  readonly settlements?: readonly Settlement[];
  /** While it is returned: what has to be looked at. */
  readonly returned?: readonly ReturnedQuestion[];
  /** The submission's day once submitted; ages count to it. */
  readonly today: IsoDate;
}

/**
 * The ids of the questions to show, in document order. Answers of hidden questions read as unanswered, so
 * showing is settled from nothing shown upwards; a question whose gate reads another settles after it.
 */
export function visibleQuestions(questionnaire: PublishedQuestionnaire, context: AnswerContext): string[] {
  const open = openQuestions(questionnaire, context);
  return questionnaire.questions.map(({ id }) => id).filter((id) => open.has(id) && isAsked(id, context));
}

const isAsked = (question: string, { asked }: AnswerContext) => asked == null || asked.includes(question);

/** Asked here or answered before. */
function openQuestions(questionnaire: PublishedQuestionnaire, context: AnswerContext): ReadonlySet<string> {
  let shown = new Set<string>();
  // Gates do not go in circles (checkQuestionnaire), so each pass settles at least one more question.
  for (let pass = 0; pass <= questionnaire.questions.length; pass += 1) {
    const next = onePass(questionnaire, context, shown);
    if (next.size === shown.size && [...next].every((id) => shown.has(id))) break;
    shown = next;
  }
  return shown;
}

function onePass(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext,
  shown: ReadonlySet<string>,
): Set<string> {
  const denied = questionnaire.questions.filter(({ id, ...question }) =>
    isDisputedNa(question, context.answers[id]?.answer),
  );
  // What is not there is no answer for the questions that follow from it.
  const read = new Set([...shown].filter((id) => denied.every((question) => question.id !== id)));
  const conditions = conditionContext(questionnaire, context, denied.length === 0 ? shown : read);
  const next = questionnaire.questions.filter(
    ({ showIf }) => showIf === null || evaluate(showIf, conditions),
  );
  return new Set(next.map(({ id }) => id));
}

function conditionContext(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext,
  shown: ReadonlySet<string>,
): ConditionContext {
  const answers = answersOf(context.answers, shown);
  return {
    conditions: questionnaire.conditions,
    answers,
    facts: joinFacts(
      addNamed(context.facts, context.elsewhere ?? []),
      questionnaire.factSources,
      answers,
      context.settlements ?? [],
    ),
    today: context.today,
  };
}

function answersOf(answers: AnswerSheet, shown: ReadonlySet<string>): AnswerSheet {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => shown.has(id)));
}

/** The answers of the questions shown; all others read as unanswered. */
export function visibleAnswers(questionnaire: PublishedQuestionnaire, context: AnswerContext): AnswerSheet {
  return answersOf(context.answers, openQuestions(questionnaire, context));
}

/** "Not applicable" where the question does not offer it by itself, and is no text in which anybody may write so. */
export function isDisputedNa(
  { type, options }: Pick<RespondentQuestion, 'type' | 'options'>,
  answer: unknown,
): boolean {
  if (answer !== 'na') return false;
  return type !== 'text' && type !== 'longText' && !options.some((option) => option.id === 'na');
}

/** A questionnaire in one moment: what is shown, and the context its conditions are read in. */
export interface QuestionnaireView {
  readonly shown: ReadonlySet<string>;
  readonly conditions: ConditionContext;
}

/** Settles what is shown once, for callers that then read several conditions. */
export function viewOf(questionnaire: PublishedQuestionnaire, context: AnswerContext): QuestionnaireView {
  const open = openQuestions(questionnaire, context);
  const shown = new Set([...open].filter((id) => isAsked(id, context)));
  return { shown, conditions: conditionContext(questionnaire, context, open) };
}
