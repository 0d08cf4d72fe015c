import type { FactCatalogue } from '@countersign/domain';

/** How the catalogue asks for a fact. */
export function factLabel(catalogue: FactCatalogue, fact: string): string {
  const definition = catalogue.facts[fact];
  return definition && definition.kind !== 'derived' ? definition.label : fact;
}
