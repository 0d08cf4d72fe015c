import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SessionStore } from '../../../session/session-store';
import { DatePipe, DayPipe } from '../../../ui/dates';
import { StateChip } from '../../../ui/state-chip';
import { USE_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { UseForm } from './use-form';

/** Since when the service is used, until when, and whether data came back. */
@Component({
  selector: 'cs-use-panel',
  imports: [DatePipe, DayPipe, MatButton, StateChip, UseForm],
  templateUrl: './use-panel.html',
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
export class UsePanel {
  readonly engagement = input.required<EngagementView>();
  /** Opens with its form. */
  readonly stating = input(false);
  readonly changed = output();

  readonly #session = inject(SessionStore);
  protected readonly words = USE_WORDS;
  protected readonly use = computed(() => this.engagement().use);
  protected readonly mayChange = computed(() => this.#session.may('vendor.write'));
  protected readonly changing = linkedSignal(() => this.stating() && this.mayChange());

  protected done(): void {
    this.changing.set(false);
    this.changed.emit();
  }
}
