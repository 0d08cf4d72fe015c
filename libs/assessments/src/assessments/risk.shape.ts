import { LEVELS, TIERS, type InherentRisk, type ResidualRisk, type ScopeDispute } from '@countersign/domain';
import { factValueShape } from '@countersign/contracts';
import {
  flag,
  listOf,
  namedShape,
  objectOf,
  oneOfWords,
  orNull,
  text,
  whole,
  decimal,
  type Shape,
} from '@countersign/platform';

const level = oneOfWords(LEVELS);

export const inherentRiskShape: Shape<InherentRisk> = namedShape(
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
        valueLabel: text,
        factor: decimal,
        weight: decimal,
        contributionHundredths: decimal,
      }),
    ),
    likelihoodSteps: listOf(objectOf({ fact: text, label: text, points: decimal })),
    triggers: listOf(
      objectOf({
        code: oneOfWords(['sensitive-data-at-scale', 'privileged-access', 'irreplaceable-core-service']),
        text,
      }),
    ),
    impactBeforeFloorsHundredths: decimal,
    likelihoodBeforeFloors: decimal,
    notes: listOf(text),
  }),
);

export const residualRiskShape: Shape<ResidualRisk> = namedShape(
  'ResidualRisk',
  objectOf({
    state: oneOfWords(['not-assessed', 'not-scorable', 'assessed']),
    creditHundredths: orNull(whole),
    likelihoodAfterHundredths: whole,
    calculated: level,
    rating: level,
    floors: listOf(
      objectOf({
        code: oneOfWords([
          'knockout-open',
          'effectiveness-below-half',
          'knockout-partial',
          'requirement-below-half',
          'critical-finding-open',
          'critical-finding-overdue',
        ]),
        text,
        level,
      }),
    ),
  }),
);

export const scopeDisputesShape: Shape<readonly ScopeDispute[]> = listOf(
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
