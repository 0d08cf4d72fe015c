import type { Condition } from '../conditions/condition';

export interface FactOption {
  readonly label: string;
  readonly factor?: number;
  readonly exclusive?: boolean;
}

/** Where an answer may state the fact; `map` renames option ids, null means "names nothing". */
export interface FactOrigin {
  readonly question: string;
  readonly map?: Readonly<Record<string, string | null>>;
}

interface FactBase {
  readonly label: string;
  readonly weight?: number;
  readonly likelihood?: number;
  readonly from?: FactOrigin;
  readonly note?: string;
}
export type SetFact = FactBase & {
  readonly kind: 'set';
  readonly values: Readonly<Record<string, FactOption | string>>;
  readonly factor?: string;
};
export type RangeFact = FactBase & {
  readonly kind: 'range';
  readonly values: Readonly<Record<string, FactOption>> | 'as peopleAffected';
};
export type ScaleFact = FactBase & {
  readonly kind: 'scale';
  readonly values: Readonly<Record<string, string>>;
};
export type FlagFact = FactBase & { readonly kind: 'flag' };
export interface DerivedFact {
  readonly kind: 'derived';
  readonly label: string;
  readonly values: readonly (number | boolean)[];
}
export type FactDefinition = SetFact | RangeFact | ScaleFact | FlagFact | DerivedFact;

/** The type of content's facts.json. */
export interface FactCatalogue {
  readonly key: string;
  readonly version: string;
  readonly notice: string;
  readonly facts: Readonly<Record<string, FactDefinition>>;
  readonly terms: {
    readonly holdsPI: { readonly label: string; readonly when: Condition; readonly use: string };
    readonly protectedData: { readonly label: string; readonly when: string; readonly use: string };
  };
}

/** A fact source inside a published questionnaire, so that the browser needs no catalogue. */
export interface FactSource {
  readonly fact: string;
  readonly kind: 'set' | 'range' | 'flag';
  readonly question: string;
  readonly map: Readonly<Record<string, string | null>>;
  /** The values from low to high; for ranges only, else empty. */
  readonly order: readonly string[];
}
