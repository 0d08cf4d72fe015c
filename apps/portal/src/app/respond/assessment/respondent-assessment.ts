import type { EvidenceOfQuestion, RespondentAssessment as Wire } from '@countersign/api-types';
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
  'questionnaire' | 'answeredBefore' | 'facts' | 'settlements' | 'answers'
> {
  questionnaire: RespondentQuestionnaire;
  facts: IntakeFacts;
  answeredBefore: AnswerSheet;
  settlements: readonly Settlement[];
  answers: Record<string, SavedAnswer>;
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
}

export const NO_ANSWER: AnswerValue = { answer: null, followUps: {}, naReason: null };

export function evidenceOf(evidence: readonly EvidenceOfQuestion[], question: string): EvidenceOfQuestion {
  return evidence.find((group) => group.question === question) ?? { question, total: 0, items: [] };
}
