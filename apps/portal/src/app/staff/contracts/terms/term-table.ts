import { Component, input } from '@angular/core';
import { DayPipe } from '../../../ui/dates';
import { StateChip } from '../../../ui/state-chip';
import { DECISION_WORDS, NO_DECISION, type TermDecision, type Words } from '../../../ui/words';

export interface TermLine {
  readonly number: number;
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly opensOn: string | null;
  readonly lastNoticeDay: string | null;
  readonly lastSendDay: string | null;
  readonly current: boolean;
  readonly actionable: boolean;
  /** Null where nothing is decided. */
  readonly decision: TermDecision | null;
}

@Component({
  selector: 'cs-term-table',
  imports: [DayPipe, StateChip],
  templateUrl: './term-table.html',
  styles: `
    .actionable {
      background: var(--mat-sys-surface-container-low);
    }

    .marks {
      display: inline-flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
      align-items: center;
    }
  `,
  host: { class: 'cs-table-frame' },
})
export class TermTable {
  readonly terms = input.required<readonly TermLine[]>();
  readonly withDecisions = input(true);
  protected readonly current: Words = { text: $localize`:@@term-table.current:Current`, tone: 'good' };
  protected readonly next: Words = {
    text: $localize`:@@term-table.next-to-decide:Next to decide`,
    tone: 'warn',
  };

  /** Only the term that is due reads "not decided"; past and far ones wait for nobody. */
  protected decision(term: TermLine): Words | null {
    if (term.decision !== null) {
      return DECISION_WORDS[term.decision];
    }
    return term.actionable ? NO_DECISION : null;
  }
}
