import {
  labelOfFact,
  labelOfValue,
  textIn,
  type ImpactFactor,
  type InherentRisk,
  type Knockout,
  type LikelihoodStep,
  type QuestionScore,
  type ResidualRisk,
  type Said,
  type Score,
  type ScoreReason,
  type ScopeDispute,
  type ScopeProposal,
} from '@countersign/domain';
import type { ServerText } from '@countersign/content';
import { factsInWords, listInWords, readersLanguage, stepInWords } from '@countersign/platform';

/** What a step of the arithmetic says: its code for a program, its words for a person. */
export interface ToldStep<Code extends string = string> {
  readonly code: Code | 'as-written';
  readonly text: string;
}

export interface ToldInherentRisk extends Omit<
  InherentRisk,
  'factors' | 'likelihoodSteps' | 'notes' | 'triggers'
> {
  readonly factors: readonly (ImpactFactor & { readonly label: string; readonly valueLabel: string })[];
  readonly likelihoodSteps: readonly (LikelihoodStep & { readonly label: string })[];
  readonly triggers: readonly ToldStep<InherentRisk['triggers'][number]['code']>[];
  readonly notes: readonly ToldStep<InherentRisk['notes'][number]['code']>[];
}

type FloorReason = ResidualRisk['floors'][number];

export interface ToldResidualRisk extends Omit<ResidualRisk, 'floors'> {
  readonly floors: readonly (ToldStep<FloorReason['code']> &
    Pick<FloorReason, 'level'> & { readonly parameters: Readonly<Record<string, unknown>> })[];
}

export interface ToldScore extends Omit<Score, 'knockouts' | 'questions'> {
  readonly questions: readonly (Omit<QuestionScore, 'reason'> & {
    readonly reason: ToldStep<QuestionScore['reason']>;
  })[];
  readonly knockouts: readonly (Omit<Knockout, 'text'> & { readonly text: string })[];
}

export type ToldDispute = ScopeDispute & { readonly label: string };
export type ToldProposal = ScopeProposal & { readonly label: string };

/** A row of a former version may hold the words of a value for which no id was found. */
type KeptFactor = ImpactFactor & { readonly valueLabel?: string };

export function inherentInWords(risk: InherentRisk): ToldInherentRisk {
  return {
    ...risk,
    factors: risk.factors.map((factor: KeptFactor) => ({
      ...factor,
      label: labelOfFact(factsInWords(), factor.fact),
      valueLabel:
        factor.valueLabel ??
        listInWords(factor.values.map((value) => labelOfValue(factsInWords(), factor.fact, value))),
    })),
    likelihoodSteps: risk.likelihoodSteps.map((step) => ({
      ...step,
      label: labelOfFact(factsInWords(), step.fact),
    })),
    triggers: risk.triggers.map((trigger) => told(trigger, `trigger.${trigger.code}`)),
    notes: risk.notes.map((note) => told(note, `inherent-note.${note.code}`)),
  };
}

export function residualInWords(risk: ResidualRisk): ToldResidualRisk {
  return {
    ...risk,
    floors: risk.floors.map((floor) => ({ ...floor, ...told(floor, floorText(floor)) })),
  };
}

export function scoreInWords(score: Score): ToldScore {
  return {
    ...score,
    questions: score.questions.map((question) => ({
      ...question,
      reason: reasonInWords(question.reason),
    })),
    knockouts: score.knockouts.map((knockout) => ({
      ...knockout,
      text: textIn(knockout.text, readersLanguage()),
    })),
  };
}

export function disputesInWords(disputes: readonly ScopeDispute[]): ToldDispute[] {
  return disputes.map((dispute) => ({ ...dispute, label: labelOfFact(factsInWords(), dispute.fact) }));
}

export function proposalsInWords(proposals: readonly ScopeProposal[]): ToldProposal[] {
  return proposals.map((proposal) => ({ ...proposal, label: labelOfFact(factsInWords(), proposal.fact) }));
}

/** Formula 2026.1 did not keep by how much something fell short. */
function floorText(floor: FloorReason): ServerText {
  switch (floor.code) {
    case 'effectiveness-below-half':
      return 'share' in floor.parameters ? 'floor.effectiveness-below-half.share' : `floor.${floor.code}`;
    case 'requirement-below-half':
      return 'share' in floor.parameters ? 'floor.requirement-below-half.share' : `floor.${floor.code}`;
    default:
      return `floor.${floor.code}`;
  }
}

type Step<Code extends string> = { readonly code: Code } & Partial<Pick<Said, 'parameters'>>;

function told<Code extends string>(step: Step<Code>, text: ServerText): ToldStep<Code> {
  return { code: step.code, text: stepInWords(step, text) };
}

/** Most reasons need nothing but their code; of a former version there may be a sentence that no code was found for. */
function reasonInWords(kept: ScoreReason | Step<ScoreReason>): ToldStep<ScoreReason> {
  const step = typeof kept === 'string' ? { code: kept } : kept;
  return told(step, `score-reason.${step.code}`);
}
