import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ReassessmentView } from '@countersign/api-types';
import type { MaterialChange } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { DatePipe, DayPipe, InstantPipe } from '../../../ui/dates';
import { StateChip } from '../../../ui/state-chip';
import { REASSESSMENT_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { Rulebook } from '../rulebook';
import { materialWords } from './material-words';
import { StillValidForm } from './still-valid-form';

/** When the engagement is to be assessed again, why, and what follows. */
@Component({
  selector: 'cs-reassessment-panel',
  imports: [DatePipe, DayPipe, InstantPipe, MatButton, StateChip, StillValidForm],
  templateUrl: './reassessment-panel.html',
  styles: `
    p {
      margin: 0;
    }

    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
      align-items: center;
    }
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class ReassessmentPanel {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  readonly #rulebook = inject(Rulebook);
  /** As it was due when the form was opened. */
  protected readonly extending = signal<ReassessmentView | null>(null);
  protected readonly due = computed(() => this.engagement().reassessment);
  /** As it is due by now: what was typed stays, whatever has become of it meanwhile. */
  protected readonly about = computed(() => {
    const begun = this.extending();
    return begun === null ? null : (this.due() ?? begun);
  });
  protected readonly tier = computed(() => this.engagement().standing.tier);
  protected readonly months = computed(() => this.engagement().policy.cadenceMonths);
  protected readonly state = computed(() => {
    const dueOn = this.due()?.dueOn ?? '';
    const today = this.#session.today();
    return REASSESSMENT_WORDS[dueOn > today ? 'to-come' : dueOn === today ? 'due' : 'overdue'];
  });
  /** Once, and not so late that half the cadence has passed too. */
  protected readonly mayExtend = computed(
    () =>
      this.#session.may('engagement.approve') &&
      this.engagement().state === 'open' &&
      (this.due()?.extendableTo ?? '') > this.#session.today(),
  );

  protected words(change: MaterialChange): string {
    return materialWords(change, this.#rulebook);
  }

  protected done(): void {
    this.extending.set(null);
    this.changed.emit();
  }
}
