import { holdsProtectedData, type FactsInForce } from '../facts/in-force';

/** Those data elements that are protected by themselves: each is asked for alone. */
export function protectedElements(
  facts: Pick<FactsInForce, 'dataElements' | 'laws' | 'lawsAnswered'>,
): readonly string[] {
  return facts.dataElements.filter((element) => holdsProtectedData({ ...facts, dataElements: [element] }));
}
