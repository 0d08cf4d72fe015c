import type {
  EvidenceOfQuestion,
  LatestSaves as WireSaves,
  RespondentAssessment as Wire,
  RespondentReturn,
  ReturnedLine as WireLine,
} from '@countersign/api-types';
import type {
  AnswerSheet,
  AnswerValue,
  IntakeFacts,
  RespondentQuestionnaire,
  Settlement,
} from '@countersign/domain';

/** The wire carries answers and questionnaire as plain JSON; here they have the rules' types. */
export interface RespondentAssessment extends Omit<
  Wire,
  'questionnaire' | 'answeredBefore' | 'facts' | 'settlements' | 'answers' | 'returned'
> {
  questionnaire: RespondentQuestionnaire;
  /** Those alone that the conditions of what is asked read: of a part of the questionnaire perhaps none. */
  facts: Partial<IntakeFacts>;
  answeredBefore: AnswerSheet;
  settlements: readonly Settlement[];
  answers: Record<string, SavedAnswer>;
  returned: AssessmentReturn | null;
}

/** While the answers are returned. */
export interface AssessmentReturn extends Omit<RespondentReturn, 'questions'> {
  questions: readonly ReturnedLine[];
}

export interface ReturnedLine extends Omit<WireLine, 'before'> {
  before: AnswerValue | null;
}

export interface SavedAnswer {
  value: AnswerValue;
  revision: number;
  by: string;
  at: string;
}

/** An answer given here that the server has not confirmed; `base` is the revision it was written upon. */
export interface Draft {
  value: AnswerValue;
  base: number;
  /** When its last character was typed. */
  at: string;
  /** What was sent of it without an answer: one of these may have been taken. */
  sent: readonly AnswerValue[];
}

/** Something typed that is no longer the answer. It stays in reach until it is dismissed. */
export interface SetAside {
  id: string;
  question: string;
  value: AnswerValue;
  at: string;
  /** Theirs was kept, the assessment was closed to answers, or another tab of the same person has a newer text. */
  because: 'theirs' | 'closed' | 'newer';
}

/** What has changed on the server since this page last knew; the answers are null while nothing was saved. */
export interface LatestSaves extends Omit<WireSaves, 'answers'> {
  answers: Record<string, SavedAnswer> | null;
}

export const NO_ANSWER: AnswerValue = { answer: null, followUps: {}, naReason: null };

export function evidenceOf(evidence: readonly EvidenceOfQuestion[], question: string): EvidenceOfQuestion {
  return evidence.find((group) => group.question === question) ?? { question, total: 0, items: [] };
}
