/**
 * The facts that each derived term follows from (content/facts.json, terms): a gate that reads the term reads the answers
 * that move them.
 */
export const GROUNDS_OF: Readonly<Record<'holdsPi' | 'protectedData', readonly string[]>> = {
  holdsPi: ['dataElements', 'residentsMassachusetts'],
  protectedData: ['dataElements', 'laws'],
};
