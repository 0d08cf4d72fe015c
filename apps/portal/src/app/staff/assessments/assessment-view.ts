import type { Assessment } from '@countersign/api-types';
import type { AnswerValue, CompiledQuestionnaire, IntakeFacts, Settlement } from '@countersign/domain';

export interface AnswerLine {
  readonly value: AnswerValue;
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

type Opened = 'questionnaire' | 'facts' | 'settlements' | 'answers';

/** The wire's assessment with the domain's own types where the contract leaves them open. */
export type AssessmentView = Omit<Assessment, Opened> & {
  readonly questionnaire: CompiledQuestionnaire;
  readonly facts: IntakeFacts;
  readonly settlements: readonly Settlement[];
  readonly answers: Readonly<Record<string, AnswerLine>>;
};
