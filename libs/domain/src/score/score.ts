import type { AnswerSheet } from '../answers/answer';
import type { CompiledQuestionnaire } from '../questionnaire/document';
import type { FactSheet } from '../conditions/condition';
import type { IsoDate } from '../dates/calendar';
import type { Text } from '../text/text';

/** Points of one answer: whole ten-thousandths of the question's weight. */
export const FULL_POINTS = 10_000;

/** Below this weight too little applies for a score (DESIGN section 4). */
export const SCORABLE_WEIGHT = 40;

export const REVIEW_VERDICTS = ['accepted', 'clarify', 'rejected'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

export interface AnswerReview {
  readonly verdict: ReviewVerdict;
  /** One of the question's reviewer points (0 to 1), where it offers any. */
  readonly points?: number | null;
}

export interface ScoreInput {
  readonly questionnaire: CompiledQuestionnaire;
  readonly answers: AnswerSheet;
  /** The intake's facts; the facts that visible answers state are joined in. */
  readonly facts: FactSheet;
  /** Of the union of intake and answers (`holdsPI(effectiveFacts(…).facts)`). */
  readonly holdsPI: boolean;
  readonly reviews: Readonly<Record<string, AnswerReview>>;
  /** Questions whose finding is closed as verified. */
  readonly verifiedFindings: ReadonlySet<string>;
  readonly evidence: Readonly<Record<string, { readonly verified: boolean }>>;
  /** Null before submission: unanswered questions then do not count yet. */
  readonly submittedOn: IsoDate | null;
  /** The day on which ages are counted before submission. */
  readonly today: IsoDate;
}

/** A share of full points: compare with the fraction, show the hundredths. */
export interface Effectiveness {
  /** 0 to 10,000, rounded down; null where nothing counts. */
  readonly ceHundredths: number | null;
  /** Sum of weight x points. */
  readonly numerator: number;
  /** Sum of weight x 10,000. */
  readonly denominator: number;
}

export interface SectionScore extends Effectiveness {
  readonly id: string;
  readonly title: Text;
}
export interface RequirementScore extends Effectiveness {
  readonly id: string;
  readonly citation: string;
  readonly title: Text;
}
/** Why a question earns what it earns, or does not count. */
export const SCORE_REASONS = [
  'hidden',
  'unscored',
  'finding-verified',
  'na-accepted',
  'na-pending',
  'na-rejected',
  'unanswered',
  'not-yet-answered',
  'rejected',
  'by-reviewer',
  'by-answer',
] as const;
export type ScoreReason = (typeof SCORE_REASONS)[number];

export interface QuestionScore {
  readonly id: string;
  readonly section: string;
  readonly shown: boolean;
  readonly weight: number;
  /** 0 to 10,000; null where the question does not count. */
  readonly points: number | null;
  readonly counted: boolean;
  readonly reason: ScoreReason;
}
export interface Knockout {
  readonly question: string;
  readonly status: 'fired' | 'partial';
  /** Until its finding is closed as verified. */
  readonly open: boolean;
  readonly text: Text;
}

export interface Score extends Effectiveness {
  readonly formulaVersion: string;
  readonly submittedOn: IsoDate | null;
  /** Weight of the shown, scored questions. */
  readonly shownWeight: number;
  /** The same less what is accepted as not applicable. */
  readonly scorableWeight: number;
  /** Less than 40 points of weight apply: no CE. */
  readonly notScorable: boolean;
  readonly sections: readonly SectionScore[];
  readonly requirements: readonly RequirementScore[];
  readonly questions: readonly QuestionScore[];
  readonly confidence: { readonly answeredHundredths: number; readonly evidencedHundredths: number };
  readonly knockouts: readonly Knockout[];
}
