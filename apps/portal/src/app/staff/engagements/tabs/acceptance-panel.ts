import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Acceptance } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { RatingChip } from '../../../ui/rating-chip';
import { StateChip } from '../../../ui/state-chip';
import { ACCEPTANCE_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';
import { AcceptanceForm } from './acceptance-form';
import { isAcceptanceNeeded, openFindingsBesides } from './acceptable';

/** Who has accepted which risk until when; members with the role risk accept and withdraw. */
@Component({
  selector: 'cs-acceptance-panel',
  imports: [AcceptanceForm, DayPipe, InstantPipe, MatButton, RatingChip, ReasonForm, StateChip],
  templateUrl: './acceptance-panel.html',
  styleUrl: './acceptance-panel.scss',
  host: { class: 'cs-panel cs-stack' },
})
export class AcceptancePanel {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  readonly #engagements = inject(EngagementsClient);

  protected readonly states = ACCEPTANCE_WORDS;
  protected readonly accepting = signal(false);
  protected readonly withdrawing = signal<Reasoned | null>(null);
  protected readonly acceptances = computed(() => this.engagement().acceptances);
  protected readonly mayDecide = computed(
    () => this.#session.may('engagement.approve') && this.engagement().state === 'open',
  );
  /** One that is valid stands in the way of another, and where nothing is open there is nothing to accept. */
  protected readonly mayAccept = computed(
    () =>
      this.mayDecide() &&
      !this.acceptances().some(({ state }) => state === 'valid') &&
      (isAcceptanceNeeded(this.engagement()) || openFindingsBesides(this.engagement()).length > 0),
  );

  protected covers({ knockouts, findings }: Acceptance): string {
    const named = [...knockouts, ...findings].join(', ');
    return named === '' ? '' : $localize`:@@acceptance-panel.covers:Covers ${named}:named:.`;
  }

  protected withdraw({ id }: Acceptance): void {
    this.withdrawing.set({
      id,
      label: $localize`:@@acceptance-panel.why-it-is-withdrawn:Why it is withdrawn`,
      hint: $localize`:@@acceptance-panel.an-approval-that-rests:An approval that rests on it is stale from then on.`,
      missing: $localize`:@@acceptance-panel.say-why-the-acceptance:Say why the acceptance is withdrawn.`,
      saveLabel: $localize`:@@acceptance-panel.withdraw-it:Withdraw it`,
      savingLabel: $localize`:@@acceptance-panel.withdrawing:Withdrawing …`,
      leaveLabel: $localize`:@@acceptance-panel.leave-it:Leave it`,
      done: $localize`:@@acceptance-panel.the-acceptance-was-withdrawn:The acceptance was withdrawn.`,
      save: (reason) => this.#engagements.withdrawAcceptance(this.engagement().id, id, reason),
    });
  }

  protected done(): void {
    this.accepting.set(false);
    this.changed.emit();
  }

  protected withdrawn(): void {
    this.withdrawing.set(null);
    this.changed.emit();
  }
}
