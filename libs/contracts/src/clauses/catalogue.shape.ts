import type { ClauseLibrary, FactCatalogue, FactDefinition, LawStrength } from '@countersign/domain';
import {
  anyOf,
  decimal,
  flag,
  listOf,
  mapOf,
  namedShape,
  objectOf,
  oneOfWords,
  oneWord,
  optional,
  orNull,
  text,
  type Shape,
} from '@countersign/platform';
import { conditionShape, namedConditionsShape, textShape } from './condition.shape';

const factOption = objectOf({ label: text, factor: optional(decimal), exclusive: optional(flag) });

const ofEveryFact = {
  label: text,
  weight: optional(decimal),
  likelihood: optional(decimal),
  from: optional(objectOf({ question: text, map: optional(mapOf(orNull(text))) })),
  note: optional(text),
};

const factDefinition: Shape<FactDefinition> = namedShape(
  'FactDefinition',
  anyOf(
    objectOf({
      ...ofEveryFact,
      kind: oneWord('set'),
      values: mapOf(anyOf(factOption, text)),
      factor: optional(text),
    }),
    objectOf({
      ...ofEveryFact,
      kind: oneWord('range'),
      values: anyOf(mapOf(factOption), oneWord('as peopleAffected')),
    }),
    objectOf({ ...ofEveryFact, kind: oneWord('scale'), values: mapOf(text) }),
    objectOf({ ...ofEveryFact, kind: oneWord('flag') }),
    objectOf({
      kind: oneWord('derived'),
      label: text,
      values: listOf(anyOf(decimal, flag)),
    }),
  ),
);

export const factCatalogueShape: Shape<FactCatalogue> = namedShape(
  'FactCatalogue',
  objectOf({
    key: text,
    version: text,
    notice: text,
    facts: mapOf(factDefinition),
    terms: objectOf({
      holdsPI: objectOf({ label: text, when: conditionShape, use: text }),
      protectedData: objectOf({ label: text, when: text, use: text }),
    }),
  }),
);

const strengths: readonly LawStrength[] = ['R', 'D', 'P', 'S'];

const clause = objectOf({
  id: text,
  title: textShape,
  purpose: textShape,
  modelText: textShape,
  presentWhen: optional(textShape),
  laws: listOf(
    objectOf({
      law: optional(text),
      laws: optional(listOf(text)),
      strength: oneOfWords(strengths),
      citation: text,
      only: optional(oneWord('critical')),
    }),
  ),
  rules: listOf(objectOf({ level: oneOfWords(['required', 'recommended']), when: conditionShape })),
  questions: listOf(text),
});

export const clauseLibraryShape: Shape<ClauseLibrary> = namedShape(
  'ClauseLibrary',
  objectOf({
    key: text,
    version: text,
    language: text,
    notice: textShape,
    conditions: namedConditionsShape,
    clauses: listOf(clause),
    laws: mapOf(objectOf({ title: text, applies: conditionShape, critical: optional(conditionShape) })),
    semantics: mapOf(text),
  }),
);
