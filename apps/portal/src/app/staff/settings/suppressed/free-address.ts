import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { SuppressedAddress } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { Notices } from '../../../ui/notices';
import { SuppressedClient } from './suppressed-client';

@Component({
  selector: 'cs-free-address',
  imports: [FieldError, FormField, FormFrame, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <cs-form [form]="form" saveLabel="Free this address" savingLabel="Freeing …">
      <mat-form-field>
        <mat-label>Why mail may go there again</mat-label>
        <textarea matInput rows="2" [formField]="form.fields.reason"></textarea>
        <mat-hint
          >Kept in the audit trail. The next mail is sent; if it is refused, the address is suppressed
          again.</mat-hint
        >
        <mat-error><cs-field-error [of]="form.fields.reason" /></mat-error>
      </mat-form-field>
      <button matButton type="button" csFormActions (click)="left.emit()">Keep it suppressed</button>
    </cs-form>
  `,
})
export class FreeAddress {
  readonly suppressed = input.required<SuppressedAddress>();
  readonly over = output();
  readonly left = output();

  readonly #client = inject(SuppressedClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ reason: '' });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.reason, { message: 'Say why mail may go to this address again.' });
      maxLength(path.reason, 1_000, { message: 'Keep the reason within 1,000 characters.' });
    },
    save: ({ reason }) => this.#client.free(this.suppressed().id, reason.trim()),
    saved: () => {
      this.#notices.done(`${this.suppressed().address} was freed.`);
      this.over.emit();
    },
  });
}
