import type { AnswerSheet } from '../answers/answer';
import type { CompiledQuestionnaire } from '../questionnaire/document';
import type { FactSheet } from '../conditions/condition';
import type { IsoDate } from '../dates/calendar';
import type { Settlement } from '../facts/settlement';
import type { Text } from '../text/text';

/** Points of one answer: whole ten-thousandths of the question's weight. */
export const FULL_POINTS = 10_000;

/** Below this weight of questions asked, accepted "not applicable" included, too little is asked for a score. */
export const SCORABLE_WEIGHT = 40;

export const REVIEW_VERDICTS = ['accepted', 'clarify', 'rejected'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

export interface AnswerReview {
  readonly verdict: ReviewVerdict;
  /** One of the question's reviewer points (0 to 1), where it offers any. */
  readonly points?: number | null;
}

/** Somebody closed the question's finding as verified. */
export interface Verification {
  /** What the answer earned by itself in the revision before this one, 0 to 10,000. */
  readonly pointsBefore: number;
  /** The answer was rejected after the closing. */
  readonly rejectedSince: boolean;
}

/** Documents attached to a question. */
export interface Backing {
  /** A reviewer verified that one shows the answer. */
  readonly verified: boolean;
  /** The last day on which a verified one counts; null where none ends. */
  readonly lapsesOn: IsoDate | null;
}

export interface ScoreInput {
  readonly questionnaire: CompiledQuestionnaire;
  /** As of the submission: of a question opened since only what was answered off-cycle. */
  readonly answers: AnswerSheet;
  /** The intake's facts of today, or what other submissions name besides; those of visible answers are joined in. */
  readonly facts: FactSheet;
  /** The facts in force when it was submitted; absent where they are those of today. */
  readonly factsAtSubmission?: FactSheet;
  readonly settlements?: readonly Settlement[];
  /** Of the engagement's facts in force. */
  readonly protectedData: boolean;
  readonly reviews: Readonly<Record<string, AnswerReview>>;
  /** By question. */
  readonly verifications: Readonly<Record<string, Verification>>;
  readonly evidence: Readonly<Record<string, Backing>>;
  /** By question opened since the submission: the last day to answer it. */
  readonly offCycle?: Readonly<Record<string, IsoDate>>;
  /** Null before submission: unanswered questions then do not count yet. */
  readonly submittedOn: IsoDate | null;
  /** Documents lapse and questions fall due by it; before submission ages are counted to it. */
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
  'asked-later',
  'overdue',
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
  /** What the answer earns by itself, without a finding closed as verified; null where it does not count. */
  readonly earned: number | null;
  /** Its points are verified: by a closed finding, or by a document. */
  readonly verified: boolean;
}

export const KNOCKOUT_STATES = ['fired', 'partial', 'not-applicable'] as const;
export interface Knockout {
  readonly question: string;
  readonly status: (typeof KNOCKOUT_STATES)[number];
  /** Until its finding is closed as verified. */
  readonly open: boolean;
  readonly text: Text;
}

/** What the rating is computed from: of one submission, or pooled of the latest of each questionnaire. */
export interface Rated extends Effectiveness {
  readonly submittedOn: IsoDate | null;
  /** Less than 40 points of weight are asked, or none is left that applies: no CE. */
  readonly notScorable: boolean;
  /** Sum of weight x points that are verified: the numerator of V. */
  readonly verifiedNumerator: number;
  /** V, 0 to 10,000, rounded down; null where there is no CE. */
  readonly verifiedHundredths: number | null;
  readonly requirements: readonly RequirementScore[];
  readonly knockouts: readonly Knockout[];
  /** The knock-out questions that are asked, where the engagement has protected data. */
  readonly knockoutQuestions: readonly string[];
  /** The first day after today on which a document lapses or a question falls due. */
  readonly changesOn: IsoDate | null;
}

export interface Score extends Rated {
  readonly formulaVersion: string;
  /** Weight of the shown, scored questions. */
  readonly shownWeight: number;
  /** The same less what is accepted as not applicable. */
  readonly scorableWeight: number;
  readonly sections: readonly SectionScore[];
  readonly questions: readonly QuestionScore[];
  readonly confidence: { readonly answeredHundredths: number; readonly evidencedHundredths: number };
}
