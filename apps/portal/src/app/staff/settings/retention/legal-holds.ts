import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LegalHold } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { DatePipe, InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { Icon } from '../../../ui/icon';
import { StateChip } from '../../../ui/state-chip';
import type { Words } from '../../../ui/words';
import { SessionStore } from '../../../session/session-store';
import { EndHold } from './end-hold';
import { NewHoldForm } from './new-hold-form';

const STANDING: Words = { text: 'Holds', tone: 'warn' };
const ENDED: Words = { text: 'Ended', tone: 'quiet' };

/** What must not be disposed of, whatever its period. */
@Component({
  selector: 'cs-legal-holds',
  imports: [DatePipe, EmptyNote, EndHold, Icon, InstantPipe, MatButton, NewHoldForm, RouterLink, StateChip],
  templateUrl: './legal-holds.html',
  styleUrl: './legal-holds.scss',
  host: { class: 'cs-stack' },
})
export class LegalHolds {
  readonly holds = input.required<readonly LegalHold[]>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output();

  readonly #today = inject(SessionStore).today;
  protected readonly adding = signal(false);
  protected readonly ending = signal<string | null>(null);
  protected readonly add = mdiPlus;
  protected readonly sorted = computed(() =>
    [...this.holds()].sort((a, b) => Number(this.stands(b)) - Number(this.stands(a))),
  );

  protected stands({ endedAt, until }: LegalHold): boolean {
    return endedAt === null && (until === null || until >= this.#today());
  }

  protected state(hold: LegalHold): Words {
    return this.stands(hold) ? STANDING : ENDED;
  }

  protected done(): void {
    this.adding.set(false);
    this.ending.set(null);
    this.changed.emit();
  }
}
