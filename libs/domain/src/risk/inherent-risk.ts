import type { ClauseLibrary } from '../clauses/library';
import type { FactCatalogue } from '../facts/catalogue';
import { raisePeople } from '../facts/in-force';
import { flagCounts, holdsPI, type IntakeFacts } from '../facts/intake';
import { protectedData } from '../clauses/protected-data';
import { optionsOf } from '../facts/values';
import { criticalTriggers, type CriticalTrigger } from './critical-triggers';
import { combine, levelOf, tierOf, type Level, type Tier } from '../levels/level';

export const FORMULA_VERSION = '2026.1';

/** Likelihood before any step. */
const STARTING_LIKELIHOOD = 50;
/** Holding PI has at least this impact; triggers raise impact and likelihood to at least the other. */
const PI_IMPACT_HUNDREDTHS = 4_000;
const TRIGGER_IMPACT_HUNDREDTHS = 6_000;
const TRIGGER_LIKELIHOOD = 60;

const LIKELIHOOD_FACTS = [
  'portable',
  'wireless',
  'subcontractors',
  'storedAbroad',
  'internetFacing',
  'incidentWithin36Months',
] as const satisfies readonly (keyof IntakeFacts)[];

const IMPACT_FACTS = [
  'dataElements',
  'peopleAffected',
  'criticality',
  'access',
  'replaceability',
] as const satisfies readonly (keyof IntakeFacts)[];

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

export const INHERENT_NOTES = ['people-raised', 'likelihood-capped', 'pi-raises', 'trigger-raises'] as const;
export interface InherentNote {
  readonly code: (typeof INHERENT_NOTES)[number];
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
  readonly triggers: readonly CriticalTrigger[];
  readonly impactBeforeFloorsHundredths: number;
  readonly likelihoodBeforeFloors: number;
  /** Why the numbers are not simply the sums. */
  readonly notes: readonly InherentNote[];
}

interface Rulebook {
  readonly catalogue: FactCatalogue;
  readonly library: ClauseLibrary;
}

/** Inherent risk of an engagement by formula 2026.1 (DESIGN section 4); total over a valid intake. */
export function inherentRisk(intake: IntakeFacts, { catalogue, library }: Rulebook): InherentRisk {
  const facts = raisePeople(intake, catalogue);
  const factors = IMPACT_FACTS.map((fact) => impactFactor(fact, facts, catalogue));
  const likelihoodSteps = LIKELIHOOD_FACTS.flatMap((fact) => likelihoodStep(fact, facts, catalogue));
  const held = { pi: holdsPI(facts), protectedData: protectedData(facts, library) };
  const triggers = criticalTriggers(facts, held.protectedData);

  const impactSum = factors.reduce((sum, { contributionHundredths }) => sum + contributionHundredths, 0);
  const likelihoodSum = likelihoodSteps.reduce((sum, { points }) => sum + points, STARTING_LIKELIHOOD);
  const impactBeforeFloorsHundredths = clamp(impactSum, 10_000);
  const likelihoodBeforeFloors = clamp(likelihoodSum, 100);
  const impactHundredths = Math.max(
    impactBeforeFloorsHundredths,
    held.pi ? PI_IMPACT_HUNDREDTHS : 0,
    triggers.length > 0 ? TRIGGER_IMPACT_HUNDREDTHS : 0,
  );
  const likelihood = Math.max(likelihoodBeforeFloors, triggers.length > 0 ? TRIGGER_LIKELIHOOD : 0);
  const impactLevel = levelOf(impactHundredths);
  const likelihoodLevel = levelOf(likelihood * 100);
  const level = combine(likelihoodLevel, impactLevel);

  return {
    formulaVersion: FORMULA_VERSION,
    impactHundredths,
    impactLevel,
    likelihood,
    likelihoodLevel,
    level,
    tier: tierOf(level),
    holdsPI: held.pi,
    protectedData: held.protectedData,
    factors,
    likelihoodSteps,
    triggers,
    impactBeforeFloorsHundredths,
    likelihoodBeforeFloors,
    notes: notesOf({
      raisedPeople: facts.peopleAffected !== intake.peopleAffected,
      capped: likelihoodSum > 100,
      piRaises: held.pi && impactBeforeFloorsHundredths < PI_IMPACT_HUNDREDTHS,
      triggerRaises:
        triggers.length > 0 &&
        (impactBeforeFloorsHundredths < TRIGGER_IMPACT_HUNDREDTHS ||
          likelihoodBeforeFloors < TRIGGER_LIKELIHOOD),
    }),
  };
}

function clamp(value: number, maximum: number): number {
  return Math.min(maximum, Math.max(0, value));
}

function impactFactor(
  fact: (typeof IMPACT_FACTS)[number],
  facts: IntakeFacts,
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
  facts: IntakeFacts,
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
  facts: IntakeFacts,
  catalogue: FactCatalogue,
): readonly LikelihoodStep[] {
  const definition = catalogue.facts[fact];
  if (!flagCounts(fact, facts[fact]) || definition?.kind !== 'flag') return [];
  return [{ fact, points: definition.likelihood ?? 0 }];
}

function notesOf(what: {
  readonly raisedPeople: boolean;
  readonly capped: boolean;
  readonly piRaises: boolean;
  readonly triggerRaises: boolean;
}): readonly InherentNote[] {
  return [
    ...(what.raisedPeople ? [{ code: 'people-raised' as const }] : []),
    ...(what.capped ? [{ code: 'likelihood-capped' as const }] : []),
    ...(what.piRaises ? [{ code: 'pi-raises' as const }] : []),
    ...(what.triggerRaises ? [{ code: 'trigger-raises' as const }] : []),
  ];
}
