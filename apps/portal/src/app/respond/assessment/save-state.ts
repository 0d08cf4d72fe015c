import type { FieldProblem } from '@countersign/domain';
import type { SavedAnswer } from './respondent-assessment';

export type SaveState =
  | { kind: 'waiting' | 'saving' | 'retrying' }
  | { kind: 'saved'; at: string }
  | { kind: 'invalid'; fields: readonly FieldProblem[] }
  | { kind: 'conflict'; theirs: SavedAnswer };

export type OverallSaving = 'untouched' | 'saving' | 'saved' | 'retrying' | 'invalid' | 'conflict';

/** Worst first: what needs the person's eye wins over what goes well. */
export function overallSaving(states: readonly SaveState[]): OverallSaving {
  const kinds = new Set(states.map((state) => state.kind));
  if (kinds.has('retrying')) return 'retrying';
  if (kinds.has('conflict')) return 'conflict';
  if (kinds.has('saving') || kinds.has('waiting')) return 'saving';
  if (kinds.has('invalid')) return 'invalid';
  return kinds.has('saved') ? 'saved' : 'untouched';
}

export const OVERALL_WORDS: Readonly<Record<OverallSaving, string>> = {
  untouched: 'Answers are saved as you give them',
  saving: 'Saving…',
  saved: 'All changes saved',
  retrying: 'Not saved yet, retrying',
  invalid: 'Saved, except what is marked',
  conflict: 'Two answers differ: please choose',
};
