import type { AnswerSheet } from '../answers/answer';
import { isAnswered } from '../answers/answer';
import type { CompiledQuestion, CompiledQuestionnaire } from '../questionnaire/document';
import { viewOf, type QuestionnaireView } from '../questionnaire/visibility';
import { FORMULA_VERSION } from '../risk/inherent-risk';
import { knockoutsOf } from '../score/knockouts';
import { pointsOf, toPoints } from '../score/points';
import {
  FULL_POINTS,
  SCORABLE_WEIGHT,
  type Effectiveness,
  type QuestionScore,
  type RequirementScore,
  type Score,
  type ScoreInput,
  type ScoreReason,
  type SectionScore,
} from '../score/score';

/**
 * Control effectiveness by formula 2026.1 (DESIGN section 4), with every question's points and reason. Points
 * are whole ten-thousandths, both sums are kept, and the CE is shown in hundredths rounded down.
 */
export function scoreAssessment(input: ScoreInput): Score {
  const view = scoringView(input);
  const questions = input.questionnaire.questions.map((question) => scoreQuestion(question, view, input));
  const scorable = questions.filter(
    ({ shown, weight, reason }) => shown && weight > 0 && reason !== 'na-accepted',
  );
  const shownWeight = weightOf(questions.filter(({ shown }) => shown));
  const scorableWeight = weightOf(scorable);
  const notScorable = scorableWeight < SCORABLE_WEIGHT;
  const total = effectivenessOf(questions);
  return {
    ...total,
    ceHundredths: notScorable ? null : total.ceHundredths,
    formulaVersion: FORMULA_VERSION,
    submittedOn: input.submittedOn,
    shownWeight,
    scorableWeight,
    notScorable,
    sections: sectionScores(input.questionnaire, questions),
    requirements: requirementScores(input.questionnaire, questions),
    questions,
    confidence: confidenceOf(questions, input, view.conditions.answers),
    knockouts: knockoutsOf(input, view, questions),
  };
}

/** What was shown, with ages counted to the day of submission. */
export function scoringView(input: ScoreInput): QuestionnaireView {
  const { questionnaire, answers, facts } = input;
  return viewOf(questionnaire, { answers, facts, today: input.submittedOn ?? input.today });
}

function scoreQuestion(
  question: CompiledQuestion,
  view: QuestionnaireView,
  input: ScoreInput,
): QuestionScore {
  const shown = view.shown.has(question.id);
  const { points, reason } = worthOf(question, shown, view, input);
  return {
    id: question.id,
    section: question.section,
    shown,
    weight: question.scored ? question.weight : 0,
    points,
    counted: points !== null,
    reason,
  };
}

interface Worth {
  readonly points: number | null;
  readonly reason: ScoreReason;
}

function worthOf(
  question: CompiledQuestion,
  shown: boolean,
  view: QuestionnaireView,
  input: ScoreInput,
): Worth {
  if (!shown) return { points: null, reason: 'hidden' };
  if (!question.scored) return { points: null, reason: 'unscored' };
  if (input.verifiedFindings.has(question.id)) return { points: FULL_POINTS, reason: 'finding-verified' };
  if (!isAnswered(view.conditions.answers, question.id)) {
    return input.submittedOn === null
      ? { points: null, reason: 'not-yet-answered' }
      : { points: 0, reason: 'unanswered' };
  }
  return worthOfAnswer(question, view, input);
}

function worthOfAnswer(question: CompiledQuestion, view: QuestionnaireView, input: ScoreInput): Worth {
  const answer = view.conditions.answers[question.id]?.answer;
  const review = input.reviews[question.id];
  if (answer === 'na' && question.type === 'yes_no_partial_na') {
    if (review?.verdict === 'accepted') return { points: null, reason: 'na-accepted' };
    return { points: 0, reason: review?.verdict === 'rejected' ? 'na-rejected' : 'na-pending' };
  }
  if (review?.verdict === 'rejected') return { points: 0, reason: 'rejected' };
  const set = review?.points ?? null;
  if (set !== null && question.scoring?.reviewerPoints?.includes(set) === true) {
    return { points: toPoints(set), reason: 'by-reviewer' };
  }
  return { points: pointsOf(question, answer, view.conditions), reason: 'by-answer' };
}

function weightOf(questions: readonly QuestionScore[]): number {
  return questions.reduce((sum, { weight }) => sum + weight, 0);
}

function effectivenessOf(questions: readonly QuestionScore[]): Effectiveness {
  let numerator = 0;
  let denominator = 0;
  for (const { weight, points } of questions) {
    if (points === null) continue;
    numerator += weight * points;
    denominator += weight * FULL_POINTS;
  }
  const ceHundredths = denominator === 0 ? null : Math.floor((numerator * 10_000) / denominator);
  return { ceHundredths, numerator, denominator };
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
  const share = (part: readonly QuestionScore[]) =>
    whole === 0 ? 0 : Math.floor((weightOf(part) * 10_000) / whole);
  return { answeredHundredths: share(answered), evidencedHundredths: share(evidenced) };
}
