import type { FactCatalogue } from '@countersign/domain';
import facts from './data/facts.json';
import english from './texts/en/facts.json';
import type { FactText } from './texts';

type Value = Readonly<Record<string, unknown>> | null;
interface Unlabelled {
  readonly kind: string;
  readonly values?: Readonly<Record<string, Value>> | readonly unknown[] | string;
}

/** The facts an engagement's intake states, with factors and the question each may come from; words as `labelOf` says. */
export function factCatalogueWith(labelOf: (text: FactText) => string): FactCatalogue {
  const labelled = Object.entries<Unlabelled>(facts.facts).map(([fact, { kind, ...rest }]) => {
    const label = labelOf(`fact.${fact}` as FactText);
    const { values } = rest;
    const named =
      typeof values !== 'object' || Array.isArray(values) ? {} : { values: valuesOf(fact, values, labelOf) };
    return [fact, { kind, label, ...rest, ...named }];
  });
  // a JSON module's literals are widened: the specs hold what ships against the rules that read it
  return { ...facts, facts: Object.fromEntries(labelled) } as unknown as FactCatalogue;
}

/** A value that has nothing but its words is these words. */
function valuesOf(fact: string, values: object, labelOf: (text: FactText) => string) {
  return Object.fromEntries(
    Object.entries<Value>(values as Readonly<Record<string, Value>>).map(([value, option]) => {
      const label = labelOf(`fact.${fact}.${value}` as FactText);
      return [value, option === null ? label : { label, ...option }];
    }),
  );
}

/** In English, for rules, which read no words. */
export const factCatalogue = factCatalogueWith((text) => english[text]);
