/** Yes, no, or not known. What is not known counts as yes, an incident only once it is known (`flagCounts`). */
export type IntakeFlag = boolean | 'unknown';

/** The facts the business states about an engagement (content/facts.json). A type, so that rules read it by name. */
export type IntakeFacts = {
  readonly dataElements: readonly string[];
  readonly peopleAffected: string;
  /** Null: not stated. `r0`: a member states that there are none, so that 201 CMR 17.00 does not reach the data. */
  readonly residentsMassachusetts: string | null;
  /** 1 nobody notices for a month … 5 a core process stops within a day. */
  readonly criticality: number;
  readonly access: string;
  /** 1 within a week … 5 not within a year. */
  readonly replaceability: number;
  readonly media: readonly string[];
  readonly portable: IntakeFlag;
  readonly wireless: IntakeFlag;
  readonly subcontractors: IntakeFlag;
  readonly storedAbroad: IntakeFlag;
  readonly internetFacing: IntakeFlag;
  readonly incidentWithin36Months: IntakeFlag;
  readonly usesAi: IntakeFlag;
  /** Null: nobody has answered, or nobody knows. Empty: a member states that none does. */
  readonly laws: readonly string[] | null;
  readonly serviceKinds: readonly string[];
  readonly reports: readonly string[];
};

export const INTAKE_FLAGS = [
  'portable',
  'wireless',
  'subcontractors',
  'storedAbroad',
  'internetFacing',
  'incidentWithin36Months',
  'usesAi',
] as const satisfies readonly (keyof IntakeFacts)[];
export type IntakeFlagName = (typeof INTAKE_FLAGS)[number];

/** Whether rules read a flag as yes: what is not known does, except an incident, which only counts once known. */
export function flagCounts(flag: IntakeFlagName, stated: IntakeFlag): boolean {
  return stated === 'unknown' ? flag !== 'incidentWithin36Months' : stated;
}

/** The elements that make a record personal information (201 CMR 17.02); not knowing counts as holding. */
export const PI_ELEMENTS = ['ssn', 'dl', 'fin', 'card', 'unknown'] as const;

/** True where the engagement holds PI (201 CMR 17.02): gates knock-outs, floors and the minimum impact. */
export function holdsPI(facts: Pick<IntakeFacts, 'dataElements'>): boolean {
  return facts.dataElements.some((element) => (PI_ELEMENTS as readonly string[]).includes(element));
}
