import { Component, computed, input } from '@angular/core';
import { mdiAlertOutline, mdiCheck, mdiCloudAlertOutline, mdiCloudSyncOutline } from '@mdi/js';
import { formatTime } from '../../language/formats';
import { Icon } from '../../ui/icon';
import type { SaveState } from '../assessment/save-state';

interface Mark {
  text: string;
  icon: string;
  tone: 'quiet' | 'good' | 'warn';
}

const MARKS: Readonly<Record<Exclude<SaveState['kind'], 'saved'>, Mark>> = {
  waiting: { text: $localize`:@@save-mark.saving:Saving…`, icon: mdiCloudSyncOutline, tone: 'quiet' },
  saving: { text: $localize`:@@save-mark.saving:Saving…`, icon: mdiCloudSyncOutline, tone: 'quiet' },
  retrying: {
    text: $localize`:@@save-mark.not-saved-yet-retrying:Not saved yet, retrying`,
    icon: mdiCloudAlertOutline,
    tone: 'warn',
  },
  invalid: {
    text: $localize`:@@save-mark.not-saved-see-below:Not saved: see below`,
    icon: mdiAlertOutline,
    tone: 'warn',
  },
  conflict: {
    text: $localize`:@@save-mark.please-choose:Please choose`,
    icon: mdiAlertOutline,
    tone: 'warn',
  },
};

/** How the saving of one answer stands. Read out once for the whole page, so silent here. */
@Component({
  selector: 'cs-save-mark',
  imports: [Icon],
  template: `
    @if (mark(); as mark) {
      <span [class]="mark.tone"><cs-icon [path]="mark.icon" /> {{ mark.text }}</span>
    }
  `,
  styles: `
    span {
      display: inline-flex;
      gap: var(--cs-space-1);
      align-items: center;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }

    .good cs-icon {
      color: var(--cs-on-good);
    }

    .warn {
      padding-inline: var(--cs-space-2);
      border-radius: var(--mat-sys-corner-small);
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }
  `,
})
export class SaveMark {
  readonly state = input.required<SaveState | null>();
  protected readonly mark = computed(() => {
    const state = this.state();
    if (state === null) return null;
    return state.kind === 'saved' ? savedMark(state) : MARKS[state.kind];
  });
}

function savedMark({ at, by }: Extract<SaveState, { kind: 'saved' }>): Mark {
  const when = formatTime(at);
  const text =
    by === null
      ? $localize`:@@save-mark.saved-at:Saved ${when}:time:`
      : $localize`:@@save-mark.answered-by:Answered by ${by}:name:, ${when}:time:`;
  return { text, icon: mdiCheck, tone: 'good' };
}
