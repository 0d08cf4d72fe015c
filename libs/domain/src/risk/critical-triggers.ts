import type { IntakeFacts } from '../facts/intake';

export const CRITICAL_TRIGGERS = [
  'sensitive-data-at-scale',
  'privileged-access',
  'irreplaceable-core-service',
] as const;

export interface CriticalTrigger {
  readonly code: (typeof CRITICAL_TRIGGERS)[number];
}

const SENSITIVE_ELEMENTS: readonly string[] = ['ssn', 'fin', 'card', 'dl', 'phi', 'unknown'];
const TEN_THOUSAND_OR_MORE: readonly string[] = ['r4', 'r5', 'unknown'];
const VIEW_OR_MORE: readonly string[] = ['view', 'store', 'privileged', 'unknown'];

/**
 * What alone makes an engagement critical, so that no mean averages it away (DESIGN section 4). Not knowing
 * counts as the worst case, of data, of people and of access.
 */
export function criticalTriggers(
  facts: IntakeFacts,
  holdsProtectedData: boolean,
): readonly CriticalTrigger[] {
  const triggers: CriticalTrigger[] = [];
  if (
    facts.dataElements.some((element) => SENSITIVE_ELEMENTS.includes(element)) &&
    TEN_THOUSAND_OR_MORE.includes(facts.peopleAffected)
  ) {
    triggers.push({ code: 'sensitive-data-at-scale' });
  }
  if (facts.access === 'privileged' && (holdsProtectedData || facts.criticality >= 4)) {
    triggers.push({ code: 'privileged-access' });
  }
  if (facts.criticality === 5 && facts.replaceability === 5 && VIEW_OR_MORE.includes(facts.access)) {
    triggers.push({ code: 'irreplaceable-core-service' });
  }
  return triggers;
}
