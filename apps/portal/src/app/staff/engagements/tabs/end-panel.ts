import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { DayPipe } from '../../../ui/dates';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { readProblem } from '../../../ui/problem';
import { ContractTable } from '../../tables/contract-table';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';
import { Offboarding } from '../offboarding';

/** When a service ends or has ended, what goes on all the same, and the way back. */
@Component({
  selector: 'cs-end-panel',
  imports: [ContractTable, DayPipe, MatAnchor, MatButton, Offboarding, ReasonForm, RouterLink],
  templateUrl: './end-panel.html',
  styles: `
    p {
      margin: 0;
    }
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class EndPanel {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  readonly #engagements = inject(EngagementsClient);
  protected readonly reopening = signal<Reasoned | null>(null);
  protected readonly mayChange = computed(
    () => this.#session.may('vendor.write') && !this.engagement().vendorArchived,
  );
  protected readonly contracts = computed(() =>
    this.engagement().contracts.filter(({ state }) => state !== 'ended' && state !== 'held-over'),
  );
  protected readonly useGoesOn = computed(() => {
    const { state, use, end } = this.engagement();
    return (
      state === 'ended' &&
      use.state === 'ended' &&
      use.endedOn === end?.lastDay &&
      use.dataReturnedOn === null
    );
  });

  protected reopen(): void {
    const planned = this.engagement().end?.planned === true;
    this.reopening.set({
      id: this.engagement().id,
      label: $localize`:@@end-panel.why-it-goes-on:Why it goes on`,
      hint: this.#follows(planned),
      missing: $localize`:@@end-panel.say-why-it-goes-on:Say why the engagement goes on.`,
      saveLabel: planned
        ? $localize`:@@end-panel.take-the-end-back:Take the end back`
        : $localize`:@@end-panel.reopen:Reopen the engagement`,
      savingLabel: $localize`:@@end-panel.saving:Saving …`,
      leaveLabel: $localize`:@@end-panel.leave-it:Leave it`,
      done: planned
        ? $localize`:@@end-panel.the-end-was-taken-back:The end was taken back.`
        : $localize`:@@end-panel.the-engagement-was-reopened:The engagement was reopened.`,
      save: (reason) => this.#save(reason),
    });
  }

  protected done(): void {
    this.reopening.set(null);
    this.changed.emit();
  }

  #follows(planned: boolean): string {
    if (planned) return $localize`:@@end-panel.nothing-has-changed-yet:Nothing has changed yet by the end.`;
    return this.useGoesOn()
      ? $localize`:@@end-panel.it-counts-and-is-used:It counts again, and is in use again since the day it was. Cancelled questionnaires stay cancelled.`
      : $localize`:@@end-panel.it-counts-again:It counts again. Its use stays as it is recorded; cancelled questionnaires stay cancelled.`;
  }

  /** Where somebody else was faster, the page shows what holds now before it is tried once more. */
  #save(reason: string) {
    const { id, detailsRevision } = this.engagement();
    return this.#engagements.reopen(id, { reason, revision: detailsRevision }).pipe(
      catchError((refusal: unknown) => {
        if (readProblem(refusal).code === 'stale-revision') this.changed.emit();
        return throwError(() => refusal);
      }),
    );
  }
}
