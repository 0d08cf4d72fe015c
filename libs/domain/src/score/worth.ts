import { isAnswered } from '../answers/answer';
import type { CompiledQuestion } from '../questionnaire/document';
import type { QuestionnaireView } from '../questionnaire/visibility';
import { pointsOf, toPoints } from './points';
import { FULL_POINTS, type ScoreInput, type Verification, type ScoreReason } from './score';

export interface Worth {
  /** Null where the question does not count. */
  readonly points: number | null;
  readonly reason: ScoreReason;
  /** What the answer earns by itself. */
  readonly earned: number | null;
  readonly verified: boolean;
}

/** What is shown now, and what was shown when the answers were submitted. */
export interface Views {
  readonly now: QuestionnaireView;
  readonly then: QuestionnaireView;
}

/** What a question counts for, and why. */
export function worthOf(question: CompiledQuestion, views: Views, input: ScoreInput): Worth {
  const own = earnedBy(question, views, input);
  // What was seen to work goes on to count where it is accepted as not applicable: an acceptance takes nothing away.
  const earned = own.reason === 'na-accepted' ? 0 : own.points;
  if (earned !== null && isHeld(input.verifications[question.id], earned)) {
    return { points: FULL_POINTS, reason: 'finding-verified', earned, verified: true };
  }
  if (own.points === null) return { ...own, earned: null, verified: false };
  return { ...own, earned: own.points, verified: isBacked(question, views, input) };
}

/**
 * A finding closed as verified counts until a later revision of the answer earns fewer points than the one before, or
 * the answer is rejected later.
 */
export function isHeld(verification: Verification | undefined, earned: number): boolean {
  return verification !== undefined && !verification.rejectedSince && earned >= verification.pointsBefore;
}

function isBacked(question: CompiledQuestion, { now }: Views, input: ScoreInput): boolean {
  const backing = Object.hasOwn(input.evidence, question.id) ? input.evidence[question.id] : undefined;
  if (backing === undefined || !backing.verified || !isAnswered(now.conditions.answers, question.id))
    return false;
  return backing.lapsesOn === null || input.today <= backing.lapsesOn;
}

type OwnWorth = Pick<Worth, 'points' | 'reason'>;

function earnedBy(question: CompiledQuestion, views: Views, input: ScoreInput): OwnWorth {
  if (!views.now.shown.has(question.id)) return { points: null, reason: 'hidden' };
  if (!question.scored) return { points: null, reason: 'unscored' };
  if (isAnswered(views.now.conditions.answers, question.id)) return ofAnswer(question, views, input);
  return ofSilence(question, views, input);
}

/** A question that a later intake has opened is asked off-cycle: until its day its silence says nothing. */
function ofSilence({ id }: CompiledQuestion, { then }: Views, input: ScoreInput): OwnWorth {
  if (input.submittedOn === null) return { points: null, reason: 'not-yet-answered' };
  if (then.shown.has(id)) return { points: 0, reason: 'unanswered' };
  const dueOn = input.offCycle?.[id];
  return dueOn !== undefined && dueOn < input.today
    ? { points: 0, reason: 'overdue' }
    : { points: null, reason: 'asked-later' };
}

function ofAnswer(question: CompiledQuestion, { now, then }: Views, input: ScoreInput): OwnWorth {
  const answer = now.conditions.answers[question.id]?.answer;
  const review = input.reviews[question.id];
  if (isNotApplicable(question, answer)) {
    if (review?.verdict === 'accepted') return { points: null, reason: 'na-accepted' };
    return { points: 0, reason: review?.verdict === 'rejected' ? 'na-rejected' : 'na-pending' };
  }
  if (review?.verdict === 'rejected') return { points: 0, reason: 'rejected' };
  const set = review?.points ?? null;
  if (set !== null && question.scoring?.reviewerPoints?.includes(set) === true) {
    return { points: toPoints(set), reason: 'by-reviewer' };
  }
  return { points: pointsOf(question, answer, now.conditions, then.conditions), reason: 'by-answer' };
}

/** "Not applicable", of whatever type: a question that only a disputed fact shows may be answered so. */
export function isNotApplicable({ type, options }: CompiledQuestion, answer: unknown): boolean {
  if (answer !== 'na') return false;
  return type === 'yes_no_partial_na' || !options.some(({ id }) => id === 'na');
}
