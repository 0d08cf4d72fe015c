import type { ColumnType } from '@countersign/domain';
import type { Pace } from '../assessment/autosave';

export interface Choice {
  id: string;
  label: string;
  exclusive: boolean;
}

/** A column of a list question, or a field of the attestation. */
export interface Cell {
  id: string;
  label: string;
  type: ColumnType;
  required: boolean;
}

/** What an input must know to be drawn, be it a question's own answer, a follow-up or a reason. */
export type InputSpec =
  | { kind: 'choice'; options: readonly Choice[]; layout: 'row' | 'list' }
  | { kind: 'several'; options: readonly Choice[] }
  | { kind: 'number'; unit: string | null }
  | { kind: 'date'; allowNever: boolean }
  | { kind: 'text'; lines: number; longest: number }
  /** The files are attached beneath. */
  | { kind: 'files' }
  | { kind: 'table'; columns: readonly Cell[] }
  | { kind: 'attestation'; fields: readonly Cell[] };

/** Ids that tie an input to its words. `base` is unique on the page. */
export interface InputWords {
  base: string;
  labelledBy: string;
  describedBy: string | null;
  invalid: boolean;
}

export interface InputChange {
  value: unknown;
  pace: Pace;
}
