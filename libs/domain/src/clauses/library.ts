import type { Condition, NamedConditions } from '../conditions/condition';
import type { Text } from '../text/text';

/** R the law requires it in the contract, D binds the vendor directly, P policies must address it, S supports. */
export type LawStrength = 'R' | 'D' | 'P' | 'S';
export interface ClauseLaw {
  /** A key of `laws`; absent for standards and guidance that bind nobody. */
  readonly law?: string;
  readonly laws?: readonly string[];
  readonly strength: LawStrength;
  readonly citation: string;
  /** Counts only where the law's own condition `critical` holds too. */
  readonly only?: 'critical';
}
export interface ClauseRule {
  readonly level: 'required' | 'recommended';
  readonly when: Condition;
}
export interface LibraryClause {
  readonly id: string;
  readonly title: Text;
  readonly purpose: Text;
  readonly modelText: Text;
  /** What suffices for "present", where the model text asks for more. */
  readonly presentWhen?: Text;
  readonly laws: readonly ClauseLaw[];
  readonly rules: readonly ClauseRule[];
  readonly questions: readonly string[];
}
export interface LibraryLaw {
  readonly title: string;
  readonly applies: Condition;
  readonly critical?: Condition;
}

/** The type of content's clause-library.json. */
export interface ClauseLibrary {
  readonly key: string;
  readonly version: string;
  readonly language: string;
  readonly notice: Text;
  readonly conditions: NamedConditions;
  readonly clauses: readonly LibraryClause[];
  readonly laws: Readonly<Record<string, LibraryLaw>>;
  readonly semantics: Readonly<Record<string, string>>;
}
