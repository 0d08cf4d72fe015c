import type { RuleSaid } from '../text/rule-code';
import { said } from '../text/said';
import { tableState } from '../conditions/evaluate';
import type { Text } from '../text/text';
import { isAnswered, isBlank, type AnswerSheet, type AnswerValue } from '../answers/answer';
import type { Column, PublishedQuestionnaire, RespondentQuestion } from './document';
import { disputedQuestions } from './effective-facts';
import { followUpsInView, naReasonsInView } from './follow-ups';
import type { ReturnedQuestion } from './returned';
import {
  isDisputedNa,
  viewOf,
  visibleQuestions,
  type AnswerContext,
  type QuestionnaireView,
} from './visibility';

/** Something required that is still empty. `key` names the follow-up, field or column; null is the answer itself. */
export interface MissingAnswer {
  readonly question: string;
  readonly part: 'answer' | 'follow-up' | 'na-reason' | 'returned';
  readonly key: string | null;
  /** The question's own words, or what the product asks beside it. */
  readonly text: Text | RuleSaid;
}

/** Everything that stops the questionnaire from being submitted, in document order. Evidence never does. */
export function missingAnswers(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext,
): readonly MissingAnswer[] {
  const view = viewOf(questionnaire, context);
  const disputed = disputedQuestions(questionnaire, context);
  return questionnaire.questions
    .filter(({ id }) => view.shown.has(id))
    .flatMap((question) => {
      const value = context.answers[question.id];
      const returned = context.returned?.find((one) => one.question === question.id && !one.lookedAt);
      if (returned !== undefined) return [missingLook(returned)];
      // The answer that disputes the scope is the reason.
      if (value?.answer === 'na' && disputed.has(question.id)) return [];
      return missingOf(questionnaire, question, context.answers, view);
    });
}

function missingLook({ question, toSign }: ReturnedQuestion): MissingAnswer {
  const text = toSign ? said('completeness.sign-anew') : said('completeness.look-at');
  return { question, part: 'returned', key: null, text };
}

function missingOf(
  questionnaire: PublishedQuestionnaire,
  question: RespondentQuestion,
  answers: AnswerSheet,
  view: QuestionnaireView,
): readonly MissingAnswer[] {
  const value = answers[question.id];
  const missing: MissingAnswer = { question: question.id, part: 'answer', key: null, text: question.text };
  if (value === undefined || !isAnswered(answers, question.id)) return question.required ? [missing] : [];
  // It may be so no longer: nobody disputes any more what shows the question.
  if (isDisputedNa(question, value.answer)) return [missing];
  return [
    ...missingParts(question, value.answer),
    ...missingFollowUps(questionnaire, question, value, view),
    ...(value.answer === 'na' ? missingNaReason(questionnaire, question, value, view) : []),
  ];
}

function missingParts(question: RespondentQuestion, answer: unknown): readonly MissingAnswer[] {
  const missing = (column: Column): MissingAnswer => ({
    question: question.id,
    part: 'answer',
    key: column.id,
    text: column.label,
  });
  if (question.type === 'attestation') {
    const empty = question.fields
      .filter(({ id, required }) => required && isBlank(fieldOf(answer, id)))
      .map(missing);
    return empty.length > 0 ? empty : otherSignatures(question, answer);
  }
  if (question.completeRows) {
    return question.columns
      .filter(({ id, required }) => required && tableState(answer, [id]) === 'incomplete')
      .map(missing);
  }
  return [];
}

/** Whoever is named has signed: another name below is another person's signature, or a slip. */
function otherSignatures(
  { id: question, fields }: RespondentQuestion,
  answer: unknown,
): readonly MissingAnswer[] {
  const name = fields.find(({ id, type }) => id === NAME && type === 'text');
  if (name === undefined) return [];
  return fields
    .filter(
      ({ id, type }) => type === 'signature' && !isSameName(fieldOf(answer, id), fieldOf(answer, name.id)),
    )
    .map(({ id }) => ({ question, part: 'answer', key: id, text: said('completeness.sign-as-named') }));
}

const NAME = 'name';

/** Two spellings of one name: neither case nor spaces tell people apart. */
export function isSameName(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((name) => String(name).normalize('NFKC').replace(/\s+/g, ' ').trim());
  return a?.toLowerCase() === b?.toLowerCase();
}

function missingFollowUps(
  questionnaire: PublishedQuestionnaire,
  question: RespondentQuestion,
  value: AnswerValue,
  view: QuestionnaireView,
): readonly MissingAnswer[] {
  return followUpsInView(questionnaire, question.id, view)
    .filter((field) => {
      const entered = Object.hasOwn(value.followUps, field.key) ? value.followUps[field.key] : null;
      if (isBlank(entered)) return field.required;
      const columns = field.columns.filter(({ required }) => required).map(({ id }) => id);
      return field.type === 'table' && tableState(entered, columns) === 'incomplete';
    })
    .map(({ key, text }) => ({ question: question.id, part: 'follow-up', key, text }));
}

function missingNaReason(
  questionnaire: PublishedQuestionnaire,
  question: RespondentQuestion,
  { naReason }: AnswerValue,
  view: QuestionnaireView,
): readonly MissingAnswer[] {
  const offered = naReasonsInView(questionnaire, question.id, view).map(({ id }) => id);
  const missing: MissingAnswer[] = [];
  if (naReason === null || !offered.includes(naReason.reason)) {
    missing.push({
      question: question.id,
      part: 'na-reason',
      key: 'reason',
      text: said('completeness.why'),
    });
  }
  if (naReason === null || isBlank(naReason.explanation)) {
    missing.push({
      question: question.id,
      part: 'na-reason',
      key: 'explanation',
      text: said('completeness.explain'),
    });
  }
  return missing;
}

function fieldOf(answer: unknown, field: string): unknown {
  if (typeof answer !== 'object' || answer === null || !Object.hasOwn(answer, field)) return null;
  return (answer as Record<string, unknown>)[field];
}

/** How far a questionnaire, or a part of it, is. */
export interface Progress {
  /** Questions of which nothing is missing. */
  readonly complete: number;
  /** Questions that have to be complete: the required ones now shown, and the others of which something is missing. */
  readonly shown: number;
}

/** The one measure of how far the answers are: it may be submitted when all that is shown is complete. */
export function progress(questionnaire: PublishedQuestionnaire, context: AnswerContext): Progress {
  return progressOf(questionnaire.questions, {
    visible: new Set(visibleQuestions(questionnaire, context)),
    missing: missingAnswers(questionnaire, context),
  });
}

/** progress of some questions, where what is shown and what is missing is known already. */
export function progressOf(
  questions: readonly Pick<RespondentQuestion, 'id' | 'required'>[],
  {
    visible,
    missing,
  }: {
    readonly visible: ReadonlySet<string>;
    readonly missing: readonly Pick<MissingAnswer, 'question'>[];
  },
): Progress {
  const incomplete = new Set(missing.map(({ question }) => question));
  const counted = questions.filter(({ id, required }) => visible.has(id) && (required || incomplete.has(id)));
  return { complete: counted.filter(({ id }) => !incomplete.has(id)).length, shown: counted.length };
}

/** A document the questionnaire asks for and nobody has attached. It is reported and never blocks submission. */
export interface MissingEvidence {
  readonly question: string;
  readonly text: Text;
}

/** Questions that demand evidence, are answered with more than "no" or "not applicable", and have none. */
export function missingEvidence(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext & { readonly evidence: Readonly<Record<string, unknown>> },
): readonly MissingEvidence[] {
  const shown = new Set(visibleQuestions(questionnaire, context));
  return questionnaire.questions
    .filter(({ id, evidence }) => evidence === 'required' && shown.has(id) && isAnswered(context.answers, id))
    .filter(({ id }) => !['no', 'na'].includes(String(context.answers[id]?.answer)))
    .filter(({ id }) => !Object.hasOwn(context.evidence, id))
    .map(({ id, text, evidenceHint }) => ({ question: id, text: evidenceHint ?? text }));
}
