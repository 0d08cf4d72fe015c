import { LEVELS, TIERS, type Policy, type PolicyInForce } from '@countersign/domain';
import {
  listOf,
  namedShape,
  objectOf,
  oneOfWords,
  orNull,
  text,
  whole,
  type Shape,
} from '@countersign/platform';

const level = oneOfWords(LEVELS);
const tier = oneOfWords(TIERS);

export const policyShape: Shape<Policy> = namedShape(
  'PolicyDocument',
  objectOf({
    asks: listOf(
      objectOf({ questionnaire: text, data: oneOfWords(['protected', 'any']), tiers: listOf(tier) }),
    ),
    tiers: listOf(objectOf({ tier, cadenceMonths: whole, approvers: listOf(text) })),
    acceptance: objectOf({ from: level, atMostMonths: whole }),
    useWithoutApprovalDays: whole,
  }),
);

export const policyInForceShape: Shape<PolicyInForce> = namedShape(
  'PolicyInForce',
  objectOf({
    version: whole,
    questionnaires: listOf(text),
    nothingAskedBecause: orNull(oneOfWords(['no-protected-data', 'not-for-this-tier', 'said-not-needed'])),
    cadenceMonths: whole,
    approvers: listOf(text),
    acceptanceFrom: level,
    acceptanceMonths: whole,
    useWithoutApprovalDays: whole,
  }),
);
