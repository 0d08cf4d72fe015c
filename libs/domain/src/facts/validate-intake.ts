import type { RuleSaid } from '../text/rule-code';
import { said } from '../text/said';
import type { FieldProblem } from '../text/field-problem';
import type { FactCatalogue, FactDefinition } from './catalogue';
import { optionsOf } from './values';

const OPTIONAL_FACTS: ReadonlySet<string> = new Set(['residentsMassachusetts', 'laws']);
const NEVER_EMPTY_SETS: ReadonlySet<string> = new Set(['dataElements']);

/** What is wrong with a value offered as IntakeFacts; an empty list means it is one. Total over any value. */
export function validateIntake(value: unknown, catalogue: FactCatalogue): readonly FieldProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ field: '', message: said('validate-intake.an-intake-is-needed') }];
  }
  const intake = value as Record<string, unknown>;
  const stated = Object.entries(catalogue.facts).filter(([, definition]) => definition.kind !== 'derived');
  const known = new Set(stated.map(([fact]) => fact));
  const strangers = Object.keys(intake)
    .filter((fact) => !known.has(fact))
    .map((fact) => ({ field: fact, message: said('validate-intake.this-is-not-a') }));
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
): RuleSaid | null {
  switch (definition.kind) {
    case 'flag':
      return typeof value === 'boolean' || value === 'unknown' ? null : said('validate-intake.flag');
    case 'scale':
      return Number.isInteger(value) && Object.hasOwn(definition.values, String(value))
        ? null
        : said('validate-intake.scale');
    case 'range':
      if (value === null && OPTIONAL_FACTS.has(fact)) return null;
      return typeof value === 'string' && Object.hasOwn(optionsOf(catalogue, fact), value)
        ? null
        : said('validate-intake.range');
    case 'set':
      if (value === null && OPTIONAL_FACTS.has(fact)) return null;
      return problemOfSet(fact, value, catalogue);
    case 'derived':
      return null;
  }
}

function problemOfSet(fact: string, value: unknown, catalogue: FactCatalogue): RuleSaid | null {
  const options = optionsOf(catalogue, fact);
  if (!Array.isArray(value)) return said('validate-intake.set');
  if (!value.every((item) => typeof item === 'string' && Object.hasOwn(options, item))) {
    return said('validate-intake.set');
  }
  const chosen = value as readonly string[];
  if (new Set(chosen).size !== chosen.length) return said('validate-intake.once-each');
  if (chosen.length === 0 && NEVER_EMPTY_SETS.has(fact)) return said('validate-intake.at-least-one');
  if (chosen.length > 1 && chosen.some((item) => options[item]?.exclusive === true)) {
    const exclusive = chosen.find((item) => options[item]?.exclusive === true) ?? '';
    return said('validate-intake.exclusive', { option: options[exclusive]?.label ?? exclusive });
  }
  return null;
}
