import { addDays, earlierOf, type IsoDate } from '../dates/calendar';
import { isAnswered, type AnswerSheet } from '../answers/answer';
import type { CompiledQuestion, CompiledQuestionnaire } from '../questionnaire/document';
import { viewOf, type QuestionnaireView } from '../questionnaire/visibility';
import { FORMULA_VERSION } from './formula-version';
import { effectivenessOf, hundredthsOf } from './effectiveness';
import { knockoutQuestions, knockoutsOf } from './knockouts';
import {
  SCORABLE_WEIGHT,
  type QuestionScore,
  type RequirementScore,
  type Score,
  type ScoreInput,
  type SectionScore,
} from './score';
import { worthOf, type Worth } from './worth';

/**
 * Control effectiveness of one submission (DESIGN section 4), with every question's points and reason. Points are
 * whole ten-thousandths, the sums are kept, and shares are shown in hundredths rounded down.
 */
export function scoreAssessment(input: ScoreInput): Score {
  const now = scoringView(input);
  const then = viewAtSubmission(input) ?? now;
  const worths = new Map(
    input.questionnaire.questions.map((question) => [question.id, worthOf(question, { now, then }, input)]),
  );
  const questions = input.questionnaire.questions.map((question) => questionScore(question, worths, now));
  const scorableWeight = weightOf(
    questions.filter(({ shown, reason }) => shown && reason !== 'na-accepted' && reason !== 'asked-later'),
  );
  const total = effectivenessOf(questions);
  const notScorable =
    weightOf(questions.filter(({ shown, reason }) => shown && reason !== 'asked-later')) < SCORABLE_WEIGHT ||
    (input.submittedOn !== null && total.denominator === 0);
  const verifiedNumerator = effectivenessOf(questions.filter(({ verified }) => verified)).numerator;
  return {
    ...total,
    ceHundredths: notScorable ? null : total.ceHundredths,
    formulaVersion: FORMULA_VERSION,
    submittedOn: input.submittedOn,
    shownWeight: weightOf(questions.filter(({ shown }) => shown)),
    scorableWeight,
    notScorable,
    verifiedNumerator,
    verifiedHundredths: notScorable ? null : hundredthsOf(verifiedNumerator, total.denominator),
    sections: sectionScores(input.questionnaire, questions),
    requirements: requirementScores(input.questionnaire, questions),
    questions,
    confidence: confidenceOf(questions, input, now.conditions.answers),
    knockouts: knockoutsOf(input, now, worths),
    knockoutQuestions: input.protectedData ? knockoutQuestions(input, now).map(({ id }) => id) : [],
    changesOn: changesOn(input, questions),
  };
}

/** What is shown now, with ages counted to the day of submission. */
export function scoringView(input: ScoreInput): QuestionnaireView {
  const { questionnaire, answers, facts, settlements = [] } = input;
  return viewOf(questionnaire, { answers, facts, settlements, today: input.submittedOn ?? input.today });
}

/** Null where nothing has changed since. */
function viewAtSubmission(input: ScoreInput): QuestionnaireView | null {
  const { questionnaire, answers, factsAtSubmission, settlements = [], submittedOn } = input;
  if (factsAtSubmission === undefined || submittedOn === null) return null;
  return viewOf(questionnaire, { answers, facts: factsAtSubmission, settlements, today: submittedOn });
}

function questionScore(
  question: CompiledQuestion,
  worths: ReadonlyMap<string, Worth>,
  { shown }: QuestionnaireView,
): QuestionScore {
  const { points, reason, earned, verified } = worths.get(question.id) ?? NOTHING;
  return {
    id: question.id,
    section: question.section,
    shown: shown.has(question.id),
    weight: question.scored ? question.weight : 0,
    points,
    counted: points !== null,
    reason,
    earned,
    verified,
  };
}

const NOTHING: Worth = { points: null, reason: 'hidden', earned: null, verified: false };

function weightOf(questions: readonly QuestionScore[]): number {
  return questions.reduce((sum, { weight }) => sum + weight, 0);
}

function sectionScores(
  { sections }: CompiledQuestionnaire,
  questions: readonly QuestionScore[],
): readonly SectionScore[] {
  return sections.map(({ id, title }) => ({
    id,
    title,
    ...effectivenessOf(questions.filter(({ section }) => section === id)),
  }));
}

function requirementScores(
  questionnaire: CompiledQuestionnaire,
  questions: readonly QuestionScore[],
): readonly RequirementScore[] {
  const scores = new Map(questions.map((question) => [question.id, question]));
  return questionnaire.requirements.map(({ id, citation, title }) => {
    const mapped = questionnaire.questions.filter(({ citations }) => citations.includes(id));
    const counted = mapped.flatMap((question) => scores.get(question.id) ?? []);
    return { id, citation, title, ...effectivenessOf(counted) };
  });
}

// Shares of the weight shown: what was answered, and what verified documents back.
function confidenceOf(
  questions: readonly QuestionScore[],
  input: ScoreInput,
  answers: AnswerSheet,
): Score['confidence'] {
  const shown = questions.filter((question) => question.shown);
  const whole = weightOf(shown);
  const answered = shown.filter(({ id }) => isAnswered(answers, id));
  const evidenced = answered.filter(({ id }) => input.evidence[id]?.verified === true);
  const share = (part: readonly QuestionScore[]) => hundredthsOf(weightOf(part), whole) ?? 0;
  return { answeredHundredths: share(answered), evidencedHundredths: share(evidenced) };
}

/** A document counts on its last day and a question may be answered on it: the day after tells. */
function changesOn(input: ScoreInput, questions: readonly QuestionScore[]): IsoDate | null {
  const lapses = questions
    .filter(({ verified, reason }) => verified && reason !== 'finding-verified')
    .map(({ id }) => input.evidence[id]?.lapsesOn ?? null);
  const overdue = questions
    .filter(({ reason }) => reason === 'asked-later')
    .map(({ id }) => input.offCycle?.[id] ?? null);
  const days = [...lapses, ...overdue]
    .filter((day): day is IsoDate => day !== null)
    .map((day) => addDays(day, 1))
    .filter((day) => day > input.today);
  return days.length === 0 ? null : days.reduce(earlierOf);
}
