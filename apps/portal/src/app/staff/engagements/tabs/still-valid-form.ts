import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { ReassessmentView, Uuid } from '@countersign/api-types';
import { addDays, laterOf } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Notices } from '../../../ui/notices';
import { EngagementsClient } from '../engagements-client';
import { formatDay } from '../../../language/formats';

/** Says until when an assessment is still valid, and why. */
@Component({
  selector: 'cs-still-valid-form',
  imports: [DayField, FormFrame, LongTextField, MatButton],
  template: `
    <cs-form
      [form]="form"
      saveLabel="Extend the assessment"
      i18n-saveLabel="@@still-valid-form.extend-the-assessment"
      savingLabel="Extending …"
      i18n-savingLabel="@@still-valid-form.extending"
    >
      <div class="cs-fields">
        <cs-day-field
          label="Still valid until"
          i18n-label="@@still-valid-form.still-valid-until"
          [hint]="bounds()"
          [earliest]="earliest()"
          [latest]="due().extendableTo"
          [formField]="form.fields.until"
        />
      </div>
      <cs-long-text-field
        label="Reason"
        i18n-label="@@still-valid-form.reason"
        hint="Why what the vendor answered still holds"
        i18n-hint="@@still-valid-form.why-what-the-vendor"
        [formField]="form.fields.reason"
      />
      <button i18n="@@still-valid-form.cancel" matButton type="button" csFormActions (click)="left.emit()">
        Cancel
      </button>
    </cs-form>
  `,
})
export class StillValidForm {
  readonly engagementId = input.required<Uuid>();
  readonly due = input.required<ReassessmentView>();
  readonly extended = output();
  readonly left = output();
  readonly barred = output();

  readonly #engagements = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal({ until: '', reason: '' });

  protected readonly earliest = computed(() => addDays(laterOf(this.due().dueOn, this.#today()), 1));

  protected readonly bounds = computed(
    () =>
      $localize`:@@still-valid-form.at-the-latest:At the latest ${formatDay(this.due().extendableTo)}:latest:, half the cadence after it is due`,
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.until, {
        message: $localize`:@@still-valid-form.enter-the-day-until:Enter the day until which the assessment is still valid.`,
      });
      validate(path.until, ({ value }) =>
        value() !== '' && (value() < this.earliest() || value() > this.due().extendableTo)
          ? {
              kind: 'range',
              message: $localize`:@@still-valid-form.choose-a-day-from-to:Choose a day from ${formatDay(this.earliest())}:earliest: to ${formatDay(this.due().extendableTo)}:latest:.`,
            }
          : null,
      );
      required(path.reason, {
        message: $localize`:@@still-valid-form.say-why-it-is:Say why the assessment is still valid.`,
      });
      maxLength(path.reason, 10_000, {
        message: $localize`:@@still-valid-form.keep-the-reason-within:Keep the reason within 10,000 characters.`,
      });
    },
    save: ({ until, reason }) =>
      this.#engagements.extendReassessment(this.engagementId(), {
        until,
        reason: reason.trim(),
        dueOn: this.due().dueOn,
      }),
    barred: () => {
      this.barred.emit();
    },
    saved: () => {
      this.#notices.done(
        $localize`:@@still-valid-form.the-assessment-was-extended:The assessment was extended.`,
      );
      this.extended.emit();
    },
  });
}
