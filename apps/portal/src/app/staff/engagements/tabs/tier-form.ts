import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { addDays, TIERS } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Notices } from '../../../ui/notices';
import { TIER_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';

/** Sets another tier than the computed one, until a day and for a reason. */
@Component({
  selector: 'cs-tier-form',
  imports: [DayField, FormFrame, LongTextField, MatButton, RadioField],
  template: `
    <cs-form
      [form]="form"
      saveLabel="Override the tier"
      i18n-saveLabel="@@tier-form.override-the-tier"
      savingLabel="Saving …"
      i18n-savingLabel="@@tier-form.saving"
    >
      <cs-radio-field
        label="Tier instead of the computed one"
        i18n-label="@@tier-form.tier-instead-of-the"
        showLabel
        [options]="tiers()"
        [formField]="form.fields.tier"
      />
      <div class="cs-fields">
        <cs-day-field
          label="Last day"
          i18n-label="@@tier-form.last-day"
          hint="From the day after, the computed tier is in force again"
          i18n-hint="@@tier-form.from-the-day-after"
          [earliest]="tomorrow()"
          [formField]="form.fields.until"
        />
      </div>
      <cs-long-text-field
        label="Reason"
        i18n-label="@@tier-form.reason"
        hint="Why another tier is right until then. No level, rating or finding changes by it."
        i18n-hint="@@tier-form.why-another-tier-is"
        [formField]="form.fields.reason"
      />
      <button i18n="@@tier-form.cancel" matButton type="button" csFormActions (click)="left.emit()">
        Cancel
      </button>
    </cs-form>
  `,
})
export class TierForm {
  readonly engagement = input.required<EngagementView>();
  readonly overridden = output();
  readonly left = output();
  readonly barred = output();

  readonly #engagements = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal({ tier: '', until: '', reason: '' });

  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));
  protected readonly tiers = computed(() =>
    TIERS.filter((tier) => tier !== this.engagement().inherent.tier).map((tier) => ({
      value: String(tier),
      text: TIER_WORDS[tier],
    })),
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.tier, { message: $localize`:@@tier-form.choose-the-tier:Choose the tier.` });
      required(path.until, {
        message: $localize`:@@tier-form.enter-the-last-day:Enter the last day of the override.`,
      });
      validate(path.until, ({ value }) =>
        value() !== '' && value() <= this.#today()
          ? { kind: 'range', message: $localize`:@@tier-form.choose-a-day-after:Choose a day after today.` }
          : null,
      );
      required(path.reason, {
        message: $localize`:@@tier-form.say-why-the-tier:Say why the tier is another one.`,
      });
      maxLength(path.reason, 10_000, {
        message: $localize`:@@tier-form.keep-the-reason-within:Keep the reason within 10,000 characters.`,
      });
    },
    save: ({ tier, until, reason }) =>
      this.#engagements.overrideTier(this.engagement().id, {
        tier: Number(tier),
        until,
        reason: reason.trim(),
      }),
    barred: () => {
      this.barred.emit();
    },
    saved: () => {
      this.#notices.done($localize`:@@tier-form.the-tier-was-overridden:The tier was overridden.`);
      this.overridden.emit();
    },
  });
}
