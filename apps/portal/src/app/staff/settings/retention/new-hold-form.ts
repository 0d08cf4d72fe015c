import { Component, inject, output, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { Notices } from '../../../ui/notices';
import { VendorField } from '../vendor-field';
import { RetentionClient } from './retention-client';

type Scope = 'vendor' | 'everything';

@Component({
  selector: 'cs-new-hold-form',
  imports: [
    FieldError,
    FormField,
    FormFrame,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatRadioButton,
    MatRadioGroup,
    VendorField,
  ],
  template: `
    <cs-form [form]="form" saveLabel="Add the legal hold" savingLabel="Adding …">
      <mat-radio-group aria-label="What it covers" [formField]="form.fields.scope">
        <mat-radio-button value="vendor">One vendor</mat-radio-button>
        <mat-radio-button value="everything">Everything of the organisation</mat-radio-button>
      </mat-radio-group>
      @if (draft().scope === 'vendor') {
        <cs-vendor-field [formField]="form.fields.vendorId" />
      }
      <mat-form-field>
        <mat-label>Why it must be kept</mat-label>
        <textarea matInput rows="2" [formField]="form.fields.reason"></textarea>
        <mat-hint>Such as the matter and who asked for it</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.reason" /></mat-error>
      </mat-form-field>
      <mat-form-field class="day">
        <mat-label>Until</mat-label>
        <input matInput type="date" [min]="today()" [formField]="form.fields.until" />
        <mat-hint>Empty: until somebody ends it</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.until" /></mat-error>
      </mat-form-field>
      <button matButton type="button" csFormActions (click)="left.emit()">Cancel</button>
    </cs-form>
  `,
  styles: `
    :host {
      max-inline-size: 54rem;
    }

    mat-radio-group {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--cs-space-4);
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
