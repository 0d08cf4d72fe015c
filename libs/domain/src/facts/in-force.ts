import type { FactSheet, FactValue } from '../conditions/condition';
import { selected } from '../conditions/evaluate';
import type { FactCatalogue } from './catalogue';
import { flagCounts, INTAKE_FLAGS, PI_ELEMENTS, type IntakeFacts, type IntakeFlagName } from './intake';
import { higherOf, rangeOrder } from './values';

/**
 * What rules and gates read: the intake joined with what answers name more, each flag as it counts, and the two
 * terms. Conditions name `holdsPi` and `protectedData` like any other fact.
 */
export type FactsInForce = Omit<IntakeFacts, IntakeFlagName | 'laws'> & {
  readonly [Flag in IntakeFlagName]: boolean;
} & {
  /** Those stated and those assumed; empty where none is known. */
  readonly laws: readonly string[];
  /** A member has said which laws bind, or that none does. An answer alone does not. */
  readonly lawsAnswered: boolean;
  /** Counted though nobody has named them: HIPAA for health data while the laws are not answered. */
  readonly assumedLaws: readonly string[];
  /** Holds PI (201 CMR 17.02). */
  readonly holdsPi: boolean;
  readonly protectedData: boolean;
};

/** No Massachusetts residents. Only a member's word counts: an answer never takes residents away. */
export const NO_RESIDENTS = 'r0';

/** Protected whoever the person is and whatever law binds: PI of anybody, health, biometric and credential data. */
export const SENSITIVE_ELEMENTS: readonly string[] = [...PI_ELEMENTS, 'phi', 'bio', 'cred'];

/** Laws about payment or resilience: they bind a service without making other personal data protected. */
const NOT_ABOUT_PERSONS: readonly string[] = ['pci', 'dora', 'nis2'];

/**
 * Holds PI (201 CMR 17.02; law `ma`): SSN, licence, account, card or not-known data, unless a member states that
 * there are no Massachusetts residents.
 */
export function holdsPi({
  dataElements,
  residentsMassachusetts,
}: Pick<FactsInForce, 'dataElements' | 'residentsMassachusetts'>): boolean {
  return (
    residentsMassachusetts !== NO_RESIDENTS &&
    dataElements.some((element) => (PI_ELEMENTS as readonly string[]).includes(element))
  );
}

/** Sensitive data of anybody, or other personal data unless the laws are answered and none of them is about persons. */
export function holdsProtectedData({
  dataElements,
  laws,
  lawsAnswered,
}: Pick<FactsInForce, 'dataElements' | 'laws' | 'lawsAnswered'>): boolean {
  if (dataElements.some((element) => SENSITIVE_ELEMENTS.includes(element))) return true;
  if (!dataElements.includes('otherPersonal')) return false;
  return !lawsAnswered || laws.some((law) => !NOT_ABOUT_PERSONS.includes(law));
}

/**
 * A sheet of stated facts as rules read it: flags as they count, laws with the assumed one, and the terms. Total over
 * a part of the facts (the vendor's browser has only those that gates read), and over a sheet that is in force already.
 */
export function inForce(stated: FactSheet): FactSheet {
  const lawsAnswered = areLawsAnswered(stated);
  const dataElements = selected(stated['dataElements'] ?? null);
  const named = selected(stated['laws'] ?? null);
  const assumedLaws = !lawsAnswered && dataElements.includes('phi') ? ['hipaa'] : [];
  const laws = [...new Set([...named, ...assumedLaws])];
  const residents = stated['residentsMassachusetts'];
  const terms = { dataElements, residentsMassachusetts: typeof residents === 'string' ? residents : null };
  return {
    ...stated,
    ...knownFlags(stated),
    laws,
    lawsAnswered,
    assumedLaws,
    holdsPi: holdsPi(terms),
    protectedData: holdsProtectedData({ dataElements, laws, lawsAnswered }),
  };
}

/** A sheet that is in force says so itself. */
export function areLawsAnswered(stated: FactSheet): boolean {
  const said = stated['lawsAnswered'];
  return typeof said === 'boolean' ? said : Array.isArray(stated['laws']);
}

function knownFlags(stated: FactSheet): Readonly<Record<string, FactValue>> {
  const unknown = INTAKE_FLAGS.filter((flag) => stated[flag] === 'unknown');
  return Object.fromEntries(unknown.map((flag) => [flag, flagCounts(flag, 'unknown')]));
}

/** The intake alone in force, before anybody has answered. */
export function intakeInForce(intake: IntakeFacts, catalogue: FactCatalogue): FactsInForce {
  return raisePeople(inForce(intake) as FactSheet & FactsInForce, catalogue, []);
}

/**
 * Residents of Massachusetts are people: a known higher number of them, in force or named by an answer, raises the
 * people affected.
 */
export function raisePeople<Facts extends Pick<IntakeFacts, 'peopleAffected' | 'residentsMassachusetts'>>(
  facts: Facts,
  catalogue: FactCatalogue,
  named: readonly string[] = [],
): Facts {
  const order = rangeOrder(catalogue, 'peopleAffected');
  const numbers = [facts.residentsMassachusetts, ...named].filter(
    (number): number is string => number !== null && number !== 'unknown',
  );
  return {
    ...facts,
    peopleAffected: numbers.reduce(
      (highest, number) => higherOf(order, highest, number) ?? highest,
      facts.peopleAffected,
    ),
  };
}
