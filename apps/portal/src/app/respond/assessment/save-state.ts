import type { WordedProblem } from '../../language/rule-words';
import type { SavedAnswer } from './respondent-assessment';

export type SaveState =
  | { kind: 'waiting' | 'saving' | 'retrying' }
  | { kind: 'saved'; at: string }
  | { kind: 'invalid'; fields: readonly WordedProblem[] }
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
  untouched: $localize`:@@save-state.answers-are-saved-as:Answers are saved as you give them`,
  saving: $localize`:@@save-state.saving:Saving…`,
  saved: $localize`:@@save-state.all-changes-saved:All changes saved`,
  retrying: $localize`:@@save-state.not-saved-yet-retrying:Not saved yet, retrying`,
  invalid: $localize`:@@save-state.saved-except-what-is:Saved, except what is marked`,
  conflict: $localize`:@@save-state.two-answers-differ-please:Two answers differ: please choose`,
};
