/** The facts the business states about an engagement (content/facts.json). A type, so that rules read it by name. */
export type IntakeFacts = {
  readonly dataElements: readonly string[];
  readonly peopleAffected: string;
  readonly residentsMassachusetts: string | null;
  /** 1 nobody notices for a month … 5 a core process stops within a day. */
  readonly criticality: number;
  readonly access: string;
  /** 1 within a week … 5 not within a year. */
  readonly replaceability: number;
  readonly media: readonly string[];
  readonly portable: boolean;
  readonly wireless: boolean;
  readonly subcontractors: boolean;
  readonly storedAbroad: boolean;
  readonly internetFacing: boolean;
  readonly incidentWithin36Months: boolean;
  readonly usesAi: boolean;
  readonly laws: readonly string[];
  readonly serviceKinds: readonly string[];
  readonly reports: readonly string[];
};

/** The elements that make a record personal information (201 CMR 17.02); not knowing counts as holding. */
export const PI_ELEMENTS = ['ssn', 'dl', 'fin', 'card', 'unknown'] as const;

/** True where the engagement holds PI (201 CMR 17.02): gates knock-outs, floors and the minimum impact. */
export function holdsPI(facts: Pick<IntakeFacts, 'dataElements'>): boolean {
  return facts.dataElements.some((element) => (PI_ELEMENTS as readonly string[]).includes(element));
}
