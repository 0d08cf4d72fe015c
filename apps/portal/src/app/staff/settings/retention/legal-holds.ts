import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LegalHold } from '@countersign/api-types';
import { mdiPlus } from '@mdi/js';
import { DatePipe, InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { Icon } from '../../../ui/icon';
import { StateChip } from '../../../ui/state-chip';
import type { Words } from '../../../ui/words';
import { SessionStore } from '../../../session/session-store';
import { NewHoldForm } from './new-hold-form';
import { RetentionClient } from './retention-client';

const STANDING: Words = { text: $localize`:@@legal-holds.holds:Holds`, tone: 'warn' };
const ENDED: Words = { text: $localize`:@@legal-holds.ended:Ended`, tone: 'quiet' };

/** What must not be disposed of, whatever its period. */
@Component({
  selector: 'cs-legal-holds',
  imports: [
    DatePipe,
    EmptyNote,
    Icon,
    InstantPipe,
    MatButton,
    NewHoldForm,
    ReasonForm,
    RouterLink,
    StateChip,
  ],
  templateUrl: './legal-holds.html',
  styleUrl: './legal-holds.scss',
  host: { class: 'cs-stack' },
})
export class LegalHolds {
  readonly holds = input.required<readonly LegalHold[]>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output();

  readonly #client = inject(RetentionClient);
  readonly #today = inject(SessionStore).today;
  protected readonly adding = signal(false);
  protected readonly ending = signal<Reasoned | null>(null);
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

  protected end({ id, vendorName }: LegalHold): void {
    const on = vendorName ?? $localize`:@@legal-holds.everything-in-a-sentence:everything`;
    this.ending.set({
      id,
      label: $localize`:@@legal-holds.why-it-may-end:Why it may end`,
      hint: $localize`:@@legal-holds.kept-with-the-hold:Kept with the hold and in the audit trail. What has passed its period is then disposed of, unless another hold covers it.`,
      most: 1_000,
      missing: $localize`:@@legal-holds.say-why-the-hold:Say why the hold may end.`,
      saveLabel: $localize`:@@legal-holds.end-the-hold-on:End the hold on ${on}:on:`,
      savingLabel: $localize`:@@legal-holds.ending:Ending …`,
      leaveLabel: $localize`:@@legal-holds.keep-the-hold:Keep the hold`,
      done: $localize`:@@legal-holds.the-hold-on-was:The hold on ${on}:on: was ended.`,
      save: (reason) => this.#client.endHold(id, reason),
    });
  }

  protected done(): void {
    this.adding.set(false);
    this.ending.set(null);
    this.changed.emit();
  }
}
