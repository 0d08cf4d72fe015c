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
  { value: 'vendor', text: 'One vendor' },
  { value: 'everything', text: 'Everything of the organisation' },
] as const;

@Component({
  selector: 'cs-new-hold-form',
  imports: [DayField, FormField, FormFrame, LongTextField, MatButton, RadioField, VendorField],
  template: `
    <cs-form [form]="form" saveLabel="Add the legal hold" savingLabel="Adding …">
      <cs-radio-field label="What it covers" [options]="scopes" [formField]="form.fields.scope" />
      @if (draft().scope === 'vendor') {
        <cs-vendor-field [formField]="form.fields.vendorId" />
      }
      <cs-long-text-field
        label="Why it must be kept"
        hint="Such as the matter and who asked for it"
        [rows]="2"
        [formField]="form.fields.reason"
      />
      <cs-day-field
        class="day"
        label="Until"
        hint="Empty: until somebody ends it"
        [earliest]="today()"
        [formField]="form.fields.until"
      />
      <button matButton type="button" csFormActions (click)="left.emit()">Cancel</button>
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
  protected readonly regionName = 'Add a legal hold';
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
        message: 'Choose the vendor from the list.',
        when: ({ valueOf }) => valueOf(path.scope) === 'vendor',
      });
      required(path.reason, { message: 'Say why it must be kept.' });
      maxLength(path.reason, 1_000, { message: 'Keep the reason within 1,000 characters.' });
      validate(path.until, ({ value }) =>
        value() !== '' && value() < this.today()
          ? { kind: 'past', message: 'Choose today or a later day, or leave it empty.' }
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
      this.#notices.done('The legal hold stands.');
      this.added.emit();
    },
  });
}
