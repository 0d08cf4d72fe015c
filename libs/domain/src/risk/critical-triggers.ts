import type { FactsInForce } from '../facts/in-force';

export const CRITICAL_TRIGGERS = [
  'sensitive-data-at-scale',
  'privileged-access',
  'irreplaceable-core-service',
] as const;
export type CriticalTrigger = (typeof CRITICAL_TRIGGERS)[number];

const SENSITIVE_AT_SCALE: readonly string[] = ['ssn', 'fin', 'card', 'dl', 'phi', 'unknown'];
const TEN_THOUSAND_OR_MORE: readonly string[] = ['r4', 'r5', 'unknown'];
const HARMLESS: readonly string[] = ['none', 'public'];

/**
 * What alone makes an engagement critical, so that no mean averages it away (DESIGN section 4). Not knowing
 * counts as the worst case, of data, of people and of access.
 */
export function criticalTriggers(facts: FactsInForce): readonly CriticalTrigger[] {
  const applies: Readonly<Record<CriticalTrigger, boolean>> = {
    'sensitive-data-at-scale':
      facts.dataElements.some((element) => SENSITIVE_AT_SCALE.includes(element)) &&
      TEN_THOUSAND_OR_MORE.includes(facts.peopleAffected),
    'privileged-access': facts.access === 'privileged' && !isHarmless(facts),
    'irreplaceable-core-service':
      facts.criticality === 5 && facts.replaceability === 5 && facts.access !== 'none',
  };
  return CRITICAL_TRIGGERS.filter((trigger) => applies[trigger]);
}

/** Privileged access to nothing worth having, for a service that nobody misses within a week. */
function isHarmless({ dataElements, criticality }: FactsInForce): boolean {
  return criticality <= 2 && dataElements.every((element) => HARMLESS.includes(element));
}
