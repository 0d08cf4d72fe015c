import { FORMULA_VERSION } from '../score/formula-version';
import type { FactCatalogue } from '../facts/catalogue';
import { intakeInForce, SENSITIVE_ELEMENTS, type FactsInForce } from '../facts/in-force';
import type { IntakeFacts } from '../facts/intake';
import { optionsOf } from '../facts/values';
import { combine, levelOf, tierOf, type Level, type Tier } from '../levels/level';
import { criticalTriggers, type CriticalTrigger } from './critical-triggers';

/** Likelihood before any step. */
const STARTING_LIKELIHOOD = 50;
/** Protected data beyond other personal have at least this impact; triggers raise both to at least the others. */
const PROTECTED_IMPACT_HUNDREDTHS = 4_000;
const TRIGGER_IMPACT_HUNDREDTHS = 6_000;
const TRIGGER_LIKELIHOOD = 60;

const LIKELIHOOD_FACTS = [
  'portable',
  'wireless',
  'subcontractors',
  'storedAbroad',
  'internetFacing',
  'incidentWithin36Months',
] as const satisfies readonly (keyof FactsInForce)[];

const IMPACT_FACTS = [
  'dataElements',
  'peopleAffected',
  'criticality',
  'access',
  'replaceability',
] as const satisfies readonly (keyof FactsInForce)[];

export interface ImpactFactor {
  readonly fact: string;
  /** Ids of the values that decide the factor. */
  readonly values: readonly string[];
  /** 1 to 5. */
  readonly factor: number;
  /** Parts of 100. */
  readonly weight: number;
  /** weight x (factor - 1) x 25: hundredths of the impact's 100 points. */
  readonly contributionHundredths: number;
}
export interface LikelihoodStep {
  readonly fact: string;
  readonly points: number;
}

/** Why the numbers are not simply the sums. */
export const INHERENT_NOTES = [
  'people-raised',
  'likelihood-capped',
  'protected-data-raises',
  'trigger-raises',
] as const;
/** What formula 2026.1 noted and no other. */
export const FORMER_INHERENT_NOTES = ['pi-raises'] as const;
export interface InherentNote {
  readonly code: (typeof INHERENT_NOTES)[number] | (typeof FORMER_INHERENT_NOTES)[number];
}

/** Inherent risk with every step that led to it. */
export interface InherentRisk {
  readonly formulaVersion: string;
  /** 0 to 10,000, never rounded. */
  readonly impactHundredths: number;
  readonly impactLevel: Level;
  /** 0 to 100, whole. */
  readonly likelihood: number;
  readonly likelihoodLevel: Level;
  readonly level: Level;
  readonly tier: Tier;
  readonly holdsPI: boolean;
  readonly protectedData: boolean;
  readonly factors: readonly ImpactFactor[];
  readonly likelihoodSteps: readonly LikelihoodStep[];
  readonly triggers: readonly { readonly code: CriticalTrigger }[];
  readonly impactBeforeFloorsHundredths: number;
  readonly likelihoodBeforeFloors: number;
  readonly notes: readonly InherentNote[];
}

interface Rulebook {
  readonly catalogue: FactCatalogue;
}

/** Inherent risk of an intake that nobody has answered yet, or of facts in force (DESIGN section 4). Total over both. */
export function inherentRisk(
  stated: IntakeFacts | FactsInForce,
  { catalogue }: Rulebook,
  /** The people that the intake states, where the facts in force are more. */
  statedPeople: string = stated.peopleAffected,
): InherentRisk {
  const facts = intakeInForce(stated, catalogue);
  const factors = IMPACT_FACTS.map((fact) => impactFactor(fact, facts, catalogue));
  const likelihoodSteps = LIKELIHOOD_FACTS.flatMap((fact) => likelihoodStep(fact, facts, catalogue));
  const triggers = criticalTriggers(facts);
  const triggered = triggers.length > 0;
  const sensitive = facts.dataElements.some((element) => SENSITIVE_ELEMENTS.includes(element));

  const impactSum = factors.reduce((sum, { contributionHundredths }) => sum + contributionHundredths, 0);
  const likelihoodSum = likelihoodSteps.reduce((sum, { points }) => sum + points, STARTING_LIKELIHOOD);
  const impactBefore = clamp(impactSum, 10_000);
  const likelihoodBefore = clamp(likelihoodSum, 100);
  const impactHundredths = Math.max(
    impactBefore,
    sensitive ? PROTECTED_IMPACT_HUNDREDTHS : 0,
    triggered ? TRIGGER_IMPACT_HUNDREDTHS : 0,
  );
  const likelihood = Math.max(likelihoodBefore, triggered ? TRIGGER_LIKELIHOOD : 0);
  const impactLevel = levelOf(impactHundredths);
  const likelihoodLevel = levelOf(likelihood * 100);
  const level = combine(likelihoodLevel, impactLevel);
  const noted: Readonly<Record<(typeof INHERENT_NOTES)[number], boolean>> = {
    'people-raised': facts.peopleAffected !== statedPeople,
    'likelihood-capped': likelihoodSum > 100,
    'protected-data-raises': sensitive && impactBefore < PROTECTED_IMPACT_HUNDREDTHS,
    'trigger-raises':
      triggered && (impactBefore < TRIGGER_IMPACT_HUNDREDTHS || likelihoodBefore < TRIGGER_LIKELIHOOD),
  };

  return {
    formulaVersion: FORMULA_VERSION,
    impactHundredths,
    impactLevel,
    likelihood,
    likelihoodLevel,
    level,
    tier: tierOf(level),
    holdsPI: facts.holdsPi,
    protectedData: facts.protectedData,
    factors,
    likelihoodSteps,
    triggers: triggers.map((code) => ({ code })),
    impactBeforeFloorsHundredths: impactBefore,
    likelihoodBeforeFloors: likelihoodBefore,
    notes: INHERENT_NOTES.filter((note) => noted[note]).map((code) => ({ code })),
  };
}

function clamp(value: number, maximum: number): number {
  return Math.min(maximum, Math.max(0, value));
}

function impactFactor(
  fact: (typeof IMPACT_FACTS)[number],
  facts: FactsInForce,
  catalogue: FactCatalogue,
): ImpactFactor {
  const definition = catalogue.facts[fact];
  const weight = definition !== undefined && 'weight' in definition ? (definition.weight ?? 0) : 0;
  const { factor, values } = valueOf(fact, facts, catalogue);
  return {
    fact,
    values,
    factor,
    weight,
    contributionHundredths: weight * (factor - 1) * 25,
  };
}

function valueOf(
  fact: (typeof IMPACT_FACTS)[number],
  facts: FactsInForce,
  catalogue: FactCatalogue,
): { factor: number; values: readonly string[] } {
  const options = optionsOf(catalogue, fact);
  const value = facts[fact];
  if (typeof value === 'number') {
    return { factor: value, values: [String(value)] };
  }
  const chosen = typeof value === 'string' ? [value] : value;
  const factor = Math.max(1, ...chosen.map((id) => options[id]?.factor ?? 1));
  return { factor, values: chosen.filter((id) => (options[id]?.factor ?? 1) === factor) };
}

function likelihoodStep(
  fact: (typeof LIKELIHOOD_FACTS)[number],
  facts: FactsInForce,
  catalogue: FactCatalogue,
): readonly LikelihoodStep[] {
  const definition = catalogue.facts[fact];
  if (!facts[fact] || definition?.kind !== 'flag') return [];
  return [{ fact, points: definition.likelihood ?? 0 }];
}
