import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Uuid } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { TierChip } from '../../../ui/tier-chip';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';
import { TierForm } from './tier-form';

/** The tier in force beside the computed one; members with the role risk override it and lift the override. */
@Component({
  selector: 'cs-tier-panel',
  imports: [DayPipe, InstantPipe, MatButton, ReasonForm, TierChip, TierForm],
  templateUrl: './tier-panel.html',
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
export class TierPanel {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  readonly #engagements = inject(EngagementsClient);
  protected readonly overriding = signal(false);
  protected readonly lifting = signal<Reasoned | null>(null);
  protected readonly inForce = computed(() =>
    this.engagement().tierOverrides.find(({ state }) => state === 'in-force'),
  );
  protected readonly before = computed(() =>
    this.engagement().tierOverrides.filter(({ state }) => state !== 'in-force'),
  );
  /** Tier 1 is the highest. */
  protected readonly hasRisen = computed(
    () => this.engagement().inherent.tier < (this.inForce()?.computedThen ?? 0),
  );
  protected readonly mayDecide = computed(
    () => this.#session.may('engagement.approve') && this.engagement().state === 'open',
  );

  protected lift(id: Uuid): void {
    this.lifting.set({
      id,
      label: $localize`:@@tier-panel.why-it-is-lifted:Why it is lifted`,
      hint: $localize`:@@tier-panel.the-computed-tier-is:The computed tier is in force at once.`,
      missing: $localize`:@@tier-panel.say-why-the-override:Say why the override is lifted.`,
      saveLabel: $localize`:@@tier-panel.lift-it:Lift it`,
      savingLabel: $localize`:@@tier-panel.lifting:Lifting …`,
      leaveLabel: $localize`:@@tier-panel.leave-it:Leave it`,
      done: $localize`:@@tier-panel.the-override-was-lifted:The override was lifted.`,
      save: (reason) => this.#engagements.liftTierOverride(this.engagement().id, id, reason),
    });
  }

  protected done(): void {
    this.lifting.set(null);
    this.changed.emit();
  }

  protected over(): void {
    this.overriding.set(false);
    this.changed.emit();
  }
}
