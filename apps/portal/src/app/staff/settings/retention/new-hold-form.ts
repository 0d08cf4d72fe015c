import { Component, inject, output, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Notices } from '../../../ui/notices';
import { VendorField } from '../vendor-field';
import { RetentionClient } from './retention-client';

type Scope = 'vendor' | 'everything';

const SCOPES = [
  { value: 'vendor', text: $localize`:@@new-hold-form.one-vendor:One vendor` },
  {
    value: 'everything',
    text: $localize`:@@new-hold-form.everything-of-the-organisation:Everything of the organisation`,
  },
] as const;

@Component({
  selector: 'cs-new-hold-form',
  imports: [DayField, FormField, FormFrame, LongTextField, MatButton, RadioField, VendorField],
  template: `
    <cs-form
      [form]="form"
      saveLabel="Add the legal hold"
      i18n-saveLabel="@@new-hold-form.add-the-legal-hold"
      savingLabel="Adding …"
      i18n-savingLabel="@@new-hold-form.adding"
    >
      <cs-radio-field
        label="What it covers"
        i18n-label="@@new-hold-form.what-it-covers"
        [options]="scopes"
        [formField]="form.fields.scope"
      />
      @if (draft().scope === 'vendor') {
        <cs-vendor-field [formField]="form.fields.vendorId" />
      }
      <cs-long-text-field
        label="Why it must be kept"
        i18n-label="@@new-hold-form.why-it-must-be"
        hint="Such as the matter and who asked for it"
        i18n-hint="@@new-hold-form.such-as-the-matter"
        [rows]="2"
        [formField]="form.fields.reason"
      />
      <cs-day-field
        class="day"
        label="Until"
        i18n-label="@@new-hold-form.until"
        hint="Empty: until somebody ends it"
        i18n-hint="@@new-hold-form.empty-until-somebody-ends"
        [earliest]="today()"
        [formField]="form.fields.until"
      />
      <button i18n="@@new-hold-form.cancel" matButton type="button" csFormActions (click)="left.emit()">
        Cancel
      </button>
    </cs-form>
  `,
  styles: `
    :host {
      max-inline-size: 54rem;
    }

    .day {
      inline-size: min(16rem, 100%);
    }
  `,
  host: { class: 'cs-panel', role: 'region', '[attr.aria-label]': 'regionName' },
})
export class NewHoldForm {
  protected readonly regionName = $localize`:@@new-hold-form.add-a-legal-hold:Add a legal hold`;
  readonly added = output();
  readonly left = output();

  readonly #client = inject(RetentionClient);
  readonly #notices = inject(Notices);
  protected readonly scopes = SCOPES;
  protected readonly today = inject(SessionStore).today;
  protected readonly draft = signal({ scope: 'vendor' as Scope, vendorId: '', reason: '', until: '' });

  protected readonly form = apiForm({
    model: this.draft,
    rules: (path) => {
      required(path.vendorId, {
        message: $localize`:@@new-hold-form.choose-the-vendor-from:Choose the vendor from the list.`,
        when: ({ valueOf }) => valueOf(path.scope) === 'vendor',
      });
      required(path.reason, {
        message: $localize`:@@new-hold-form.say-why-it-must:Say why it must be kept.`,
      });
      maxLength(path.reason, 1_000, {
        message: $localize`:@@new-hold-form.keep-the-reason-within:Keep the reason within 1,000 characters.`,
      });
      validate(path.until, ({ value }) =>
        value() !== '' && value() < this.today()
          ? {
              kind: 'past',
              message: $localize`:@@new-hold-form.choose-today-or-a:Choose today or a later day, or leave it empty.`,
            }
          : null,
      );
    },
    save: ({ scope, vendorId, reason, until }) =>
      this.#client.hold({
        reason: reason.trim(),
        vendorId: scope === 'vendor' ? vendorId : null,
        until: until || null,
      }),
    saved: () => {
      this.#notices.done($localize`:@@new-hold-form.the-legal-hold-stands:The legal hold stands.`);
      this.added.emit();
    },
  });
}
