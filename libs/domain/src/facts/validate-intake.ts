import type { FieldProblem } from '../text/text';
import type { FactCatalogue, FactDefinition } from './catalogue';
import { optionsOf } from './values';

const OPTIONAL_FACTS: ReadonlySet<string> = new Set(['residentsMassachusetts', 'laws']);
const NEVER_EMPTY_SETS: ReadonlySet<string> = new Set(['dataElements']);

/** What is wrong with a value offered as IntakeFacts; an empty list means it is one. Total over any value. */
export function validateIntake(value: unknown, catalogue: FactCatalogue): readonly FieldProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ field: '', message: 'An intake is needed.' }];
  }
  const intake = value as Record<string, unknown>;
  const stated = Object.entries(catalogue.facts).filter(([, definition]) => definition.kind !== 'derived');
  const known = new Set(stated.map(([fact]) => fact));
  const strangers = Object.keys(intake)
    .filter((fact) => !known.has(fact))
    .map((fact) => ({ field: fact, message: 'This is not a fact of an intake.' }));
  return [
    ...stated.flatMap(([fact, definition]) => checkFact(fact, definition, intake, catalogue)),
    ...strangers,
  ];
}

function checkFact(
  fact: string,
  definition: FactDefinition,
  intake: Readonly<Record<string, unknown>>,
  catalogue: FactCatalogue,
): readonly FieldProblem[] {
  const value = Object.hasOwn(intake, fact) ? intake[fact] : undefined;
  const message = problemOf(fact, definition, value, catalogue);
  return message === null ? [] : [{ field: fact, message }];
}

function problemOf(
  fact: string,
  definition: FactDefinition,
  value: unknown,
  catalogue: FactCatalogue,
): string | null {
  switch (definition.kind) {
    case 'flag':
      return typeof value === 'boolean' || value === 'unknown' ? null : 'Answer yes, no or not known.';
    case 'scale':
      return Number.isInteger(value) && Object.hasOwn(definition.values, String(value))
        ? null
        : 'Choose a step from 1 to 5.';
    case 'range':
      if (value === null && OPTIONAL_FACTS.has(fact)) return null;
      return typeof value === 'string' && Object.hasOwn(optionsOf(catalogue, fact), value)
        ? null
        : 'Choose one of the values offered.';
    case 'set':
      if (value === null && OPTIONAL_FACTS.has(fact)) return null;
      return problemOfSet(fact, value, catalogue);
    case 'derived':
      return null;
  }
}

function problemOfSet(fact: string, value: unknown, catalogue: FactCatalogue): string | null {
  const options = optionsOf(catalogue, fact);
  if (!Array.isArray(value)) return 'Choose from the values offered.';
  if (!value.every((item) => typeof item === 'string' && Object.hasOwn(options, item))) {
    return 'Choose from the values offered.';
  }
  const chosen = value as readonly string[];
  if (new Set(chosen).size !== chosen.length) return 'Name each value once.';
  if (chosen.length === 0 && NEVER_EMPTY_SETS.has(fact)) return 'Choose at least one value.';
  if (chosen.length > 1 && chosen.some((item) => options[item]?.exclusive === true)) {
    const exclusive = chosen.find((item) => options[item]?.exclusive === true) ?? '';
    return `"${options[exclusive]?.label ?? exclusive}" cannot be chosen together with another value.`;
  }
  return null;
}
