import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { LegalHold } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { Notices } from '../../../ui/notices';
import { RetentionClient } from './retention-client';

@Component({
  selector: 'cs-end-hold',
  imports: [FieldError, FormField, FormFrame, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <cs-form [form]="form" [saveLabel]="'End the hold on ' + on()" savingLabel="Ending …">
      <mat-form-field>
        <mat-label>Why it may end</mat-label>
        <textarea matInput rows="2" [formField]="form.fields.reason"></textarea>
        <mat-hint
          >Kept with the hold and in the audit trail. What has passed its period is then disposed
          of.</mat-hint
        >
        <mat-error><cs-field-error [of]="form.fields.reason" /></mat-error>
      </mat-form-field>
      <button matButton type="button" csFormActions (click)="left.emit()">Keep the hold</button>
    </cs-form>
  `,
})
export class EndHold {
  readonly hold = input.required<LegalHold>();
  readonly over = output();
  readonly left = output();

  readonly #client = inject(RetentionClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ reason: '' });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.reason, { message: 'Say why the hold may end.' });
      maxLength(path.reason, 1_000, { message: 'Keep the reason within 1,000 characters.' });
    },
    save: ({ reason }) => this.#client.endHold(this.hold().id, reason.trim()),
    saved: () => {
      this.#notices.done(`The hold on ${this.on()} was ended.`);
      this.over.emit();
    },
  });

  protected on(): string {
    return this.hold().vendorName ?? 'everything';
  }
}
