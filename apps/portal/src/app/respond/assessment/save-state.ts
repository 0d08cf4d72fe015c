import { formatTime } from '../../language/formats';
import { message } from '../../language/message';
import type { WordedProblem } from '../../language/rule-words';
import type { SavedAnswer } from './respondent-assessment';

export type SaveState =
  | { kind: 'waiting' | 'saving' | 'retrying' }
  /** `by` where a colleague's answer has come in. */
  | { kind: 'saved'; at: string; by: string | null }
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
  return lastSave(states) === null ? 'untouched' : 'saved';
}

/** When the last answer of this person was saved. */
export function lastSave(states: readonly SaveState[]): string | null {
  const saves = states.flatMap((state) => (state.kind === 'saved' && state.by === null ? [state.at] : []));
  return saves.sort().at(-1) ?? null;
}

export interface SavingStanding {
  readonly overall: OverallSaving;
  readonly savedAt: string | null;
  readonly waiting: number;
  readonly online: boolean;
}

export function savingWords({ overall, savedAt, waiting, online }: SavingStanding): string {
  switch (overall) {
    case 'untouched':
      return $localize`:@@save-state.answers-are-saved-as:Answers are saved as you give them`;
    case 'saving':
      return $localize`:@@save-state.saving:Saving…`;
    case 'saved':
      return $localize`:@@save-state.saved-at:Saved ${formatTime(savedAt ?? new Date().toISOString())}:time:`;
    case 'retrying':
      return online
        ? message(
            $localize`:@@save-state.not-reached-waiting:{n, plural, one {Not saved yet: # answer waiting, trying again} other {Not saved yet: # answers waiting, trying again}}`,
            { n: waiting },
          )
        : message(
            $localize`:@@save-state.offline-waiting:{n, plural, one {Offline: # answer waiting} other {Offline: # answers waiting}}`,
            { n: waiting },
          );
    case 'invalid':
      return $localize`:@@save-state.saved-except-what-is:Saved, except what is marked`;
    case 'conflict':
      return $localize`:@@save-state.two-answers-differ-please:Two answers differ: please choose`;
  }
}
