/** Whoever is erased: a member, or a vendor's contact. */
export const subjectKinds = ['member', 'contact'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Every name the person has borne here and the address; the same address is the same person. */
export interface NamedPerson {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Those of the names, in each order of their words, that no text holds as mere words: they are looked for inside of texts and files. */
  readonly inTexts: readonly string[];
  /** The same names without anything between their words, as an account or a file is called. */
  readonly runTogether: readonly string[];
}

/** With the rows that are the person. */
export interface FoundPerson extends NamedPerson {
  readonly name: string;
  readonly email: string;
  readonly members: readonly string[];
  readonly contacts: readonly string[];
}
