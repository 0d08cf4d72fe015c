import type { AnswerSource, Assessment } from '@countersign/api-types';
import type {
  AnswerSheet,
  AnswerValue,
  CompiledQuestionnaire,
  IntakeFacts,
  Settlement,
} from '@countersign/domain';

export interface AnswerLine {
  readonly value: AnswerValue;
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  /** Of an answer that was taken over. */
  readonly takenFrom: AnswerSource | null;
}

type Opened = 'questionnaire' | 'answeredBefore' | 'facts' | 'settlements' | 'answers';

/** The wire's assessment with the domain's own types where the contract leaves them open. */
export type AssessmentView = Omit<Assessment, Opened> & {
  readonly questionnaire: CompiledQuestionnaire;
  readonly facts: IntakeFacts;
  readonly answeredBefore: AnswerSheet;
  readonly settlements: readonly Settlement[];
  readonly answers: Readonly<Record<string, AnswerLine>>;
};
