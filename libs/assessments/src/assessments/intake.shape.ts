import {
  SETTLEMENTS,
  type FactsInForce,
  type IntakeFacts,
  type IntakeFlag,
  type NamedFact,
  type Settlement,
} from '@countersign/domain';
import {
  anyOf,
  flag,
  listOf,
  namedShape,
  objectOf,
  oneOfWords,
  oneWord,
  optional,
  orNull,
  text,
  whole,
  type Shape,
} from '@countersign/platform';

const statedFlag: Shape<IntakeFlag> = anyOf(flag, oneWord('unknown'));

const facts = {
  dataElements: listOf(text),
  peopleAffected: text,
  residentsMassachusetts: orNull(text),
  criticality: whole,
  access: text,
  replaceability: whole,
  media: listOf(text),
  portable: statedFlag,
  wireless: statedFlag,
  subcontractors: statedFlag,
  storedAbroad: statedFlag,
  internetFacing: statedFlag,
  incidentWithin36Months: statedFlag,
  usesAi: statedFlag,
  laws: orNull(listOf(text)),
  serviceKinds: listOf(text),
  reports: listOf(text),
};

/** Which values each fact may have stands in the catalogue. */
export const intakeFactsShape: Shape<IntakeFacts> = namedShape('IntakeFacts', objectOf(facts));

/** Those that somebody may see. */
export const someFactsShape: Shape<Partial<IntakeFacts>> = namedShape(
  'SomeFacts',
  objectOf({
    dataElements: optional(facts.dataElements),
    peopleAffected: optional(facts.peopleAffected),
    residentsMassachusetts: optional(facts.residentsMassachusetts),
    criticality: optional(facts.criticality),
    access: optional(facts.access),
    replaceability: optional(facts.replaceability),
    media: optional(facts.media),
    portable: optional(facts.portable),
    wireless: optional(facts.wireless),
    subcontractors: optional(facts.subcontractors),
    storedAbroad: optional(facts.storedAbroad),
    internetFacing: optional(facts.internetFacing),
    incidentWithin36Months: optional(facts.incidentWithin36Months),
    usesAi: optional(facts.usesAi),
    laws: optional(facts.laws),
    serviceKinds: optional(facts.serviceKinds),
    reports: optional(facts.reports),
  }),
);

/** What members have settled where answers name more or less than the intake. */
export const settlementsShape: Shape<readonly Settlement[]> = listOf(
  namedShape('Settlement', objectOf({ kind: oneOfWords(SETTLEMENTS), fact: text, values: listOf(text) })),
);

/** What is stated elsewhere than in the intake. */
export const namedFactsShape: Shape<readonly NamedFact[]> = listOf(
  namedShape(
    'NamedFact',
    objectOf({
      fact: text,
      kind: oneOfWords(['set', 'range', 'flag'] as const),
      order: listOf(text),
      values: listOf(text),
    }),
  ),
);

/** What rules read. */
export const factsInForceShape: Shape<FactsInForce> = namedShape(
  'FactsInForce',
  objectOf({
    ...facts,
    portable: flag,
    wireless: flag,
    subcontractors: flag,
    storedAbroad: flag,
    internetFacing: flag,
    incidentWithin36Months: flag,
    usesAi: flag,
    laws: listOf(text),
    lawsAnswered: flag,
    assumedLaws: listOf(text),
    holdsPi: flag,
    protectedData: flag,
  }),
);
