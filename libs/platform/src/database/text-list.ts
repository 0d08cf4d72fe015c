/**
 * Names that a rule lists, for `in (…)` of a statement: `'sent', 'opened'`. So that SQL has no list of its own. Only
 * for names that stand in the code: throws on anything that is not letters and hyphens.
 */
export function textList(names: readonly string[]): string {
  const wrong = names.find((name) => !/^[a-z]+(-[a-z]+)*$/.test(name));
  if (wrong !== undefined || names.length === 0) {
    throw new Error(
      `${wrong === undefined ? 'An empty list' : JSON.stringify(wrong)} cannot stand in a statement.`,
    );
  }
  return names.map((name) => `'${name}'`).join(', ');
}
