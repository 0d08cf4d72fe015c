import {
  CRITICAL_TRIGGERS,
  FLOOR_CODES,
  FORMER_INHERENT_NOTES,
  INHERENT_NOTES,
  LEVELS,
  RESIDUAL_STATES,
  TIERS,
} from '@countersign/domain';
import { factValueShape } from '@countersign/contracts';
import {
  anyJson,
  flag,
  listOf,
  mapOf,
  namedShape,
  objectOf,
  oneOfWords,
  orNull,
  text,
  whole,
  decimal,
  type Shape,
} from '@countersign/platform';

import type { ToldDispute, ToldInherentRisk, ToldProposal, ToldResidualRisk } from './risk-in-words';

const level = oneOfWords(LEVELS);

/** A sentence of a former version that no code was found for is told as it was written. */
export const codeOf = <const Code extends string>(codes: readonly Code[]) =>
  oneOfWords<Code | 'as-written'>([...codes, 'as-written']);

export const inherentRiskShape: Shape<ToldInherentRisk> = namedShape(
  'InherentRisk',
  objectOf({
    formulaVersion: text,
    impactHundredths: decimal,
    impactLevel: level,
    likelihood: decimal,
    likelihoodLevel: level,
    level,
    tier: oneOfWords(TIERS),
    holdsPI: flag,
    protectedData: flag,
    factors: listOf(
      objectOf({
        fact: text,
        label: text,
        values: listOf(text),
        valueLabel: text,
        factor: decimal,
        weight: decimal,
        contributionHundredths: decimal,
      }),
    ),
    likelihoodSteps: listOf(objectOf({ fact: text, label: text, points: decimal })),
    triggers: listOf(objectOf({ code: codeOf(CRITICAL_TRIGGERS), text })),
    impactBeforeFloorsHundredths: decimal,
    likelihoodBeforeFloors: decimal,
    notes: listOf(objectOf({ code: codeOf([...INHERENT_NOTES, ...FORMER_INHERENT_NOTES]), text })),
  }),
);

export const residualRiskShape: Shape<ToldResidualRisk> = namedShape(
  'ResidualRisk',
  objectOf({
    state: oneOfWords(RESIDUAL_STATES),
    creditHundredths: orNull(whole),
    likelihoodAfterHundredths: whole,
    verifiedHundredths: orNull(whole),
    calculated: level,
    rating: level,
    floors: listOf(
      objectOf({
        code: codeOf(FLOOR_CODES),
        parameters: mapOf(anyJson),
        text,
        level,
      }),
    ),
  }),
);

export const scopeDisputesShape: Shape<readonly ToldDispute[]> = listOf(
  namedShape(
    'ScopeDispute',
    objectOf({
      fact: text,
      label: text,
      question: text,
      intake: factValueShape,
      answer: factValueShape,
      missing: listOf(text),
    }),
  ),
);

export const scopeProposalsShape: Shape<readonly ToldProposal[]> = listOf(
  namedShape(
    'ScopeProposal',
    objectOf({
      fact: text,
      label: text,
      question: text,
      intake: factValueShape,
      answer: factValueShape,
      adds: listOf(text),
      proposed: factValueShape,
      counts: flag,
    }),
  ),
);
