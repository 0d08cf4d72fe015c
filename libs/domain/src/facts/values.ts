import type { FactCatalogue, FactOption, FactSource } from './catalogue';

/** The options of a fact by id, in the catalogue's order; empty where the fact has none. */
export function optionsOf(catalogue: FactCatalogue, fact: string): Readonly<Record<string, FactOption>> {
  const definition = catalogue.facts[fact];
  if (definition === undefined || definition.kind === 'flag' || definition.kind === 'derived') return {};
  if (definition.values === 'as peopleAffected') return optionsOf(catalogue, 'peopleAffected');
  return Object.fromEntries(
    Object.entries(definition.values).map(([id, option]) => [
      id,
      typeof option === 'string' ? { label: option } : option,
    ]),
  );
}

/** What the catalogue calls a fact; its key where it knows none. */
export function labelOfFact(catalogue: FactCatalogue, fact: string): string {
  const definition = Object.hasOwn(catalogue.facts, fact) ? catalogue.facts[fact] : undefined;
  return definition === undefined || definition.kind === 'derived' ? fact : definition.label;
}

/** What the catalogue calls a value of a fact; the value itself where it knows none. */
export function labelOfValue(catalogue: FactCatalogue, fact: string, value: string): string {
  const options = optionsOf(catalogue, fact);
  return Object.hasOwn(options, value) ? (options[value]?.label ?? value) : value;
}

/** The values of a range from low to high: by factor, then as listed ("not known" stands among the high ones). */
export function rangeOrder(catalogue: FactCatalogue, fact: string): readonly string[] {
  const options = Object.entries(optionsOf(catalogue, fact));
  return options
    .map(([id, option], index) => ({ id, factor: option.factor ?? 0, index }))
    .sort((a, b) => a.factor - b.factor || a.index - b.index)
    .map(({ id }) => id);
}

/** The higher of two range values; null and values outside the order count as lowest. */
export function higherOf(order: readonly string[], a: string | null, b: string | null): string | null {
  const rank = (value: string | null) => (value === null ? -1 : order.indexOf(value));
  return rank(b) > rank(a) ? b : a;
}

/** Which answers state which facts, as a questionnaire carries them. */
export function factSources(catalogue: FactCatalogue): readonly FactSource[] {
  return Object.entries(catalogue.facts).flatMap(([fact, definition]) => {
    if (definition.kind === 'derived' || definition.kind === 'scale' || definition.from === undefined)
      return [];
    return [
      {
        fact,
        kind: definition.kind,
        question: definition.from.question,
        map: definition.from.map ?? {},
        order: definition.kind === 'range' ? rangeOrder(catalogue, fact) : [],
      },
    ];
  });
}
