import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Observable } from 'rxjs';
import { Notices } from '../notices';
import { apiForm } from './api-form';
import { FieldError } from './field-error';
import { FormFrame } from './form-frame';

/** What is done to one thing for a reason that is kept, and the words for it. */
export interface Reasoned {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Said where no reason is given. */
  readonly missing: string;
  readonly saveLabel: string;
  readonly savingLabel: string;
  readonly leaveLabel: string;
  readonly done: string;
  readonly save: (reason: string) => Observable<unknown>;
}

/** Asks why something is done, and does it. */
@Component({
  selector: 'cs-reason-form',
  imports: [FieldError, FormField, FormFrame, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <cs-form [form]="form" [saveLabel]="about().saveLabel" [savingLabel]="about().savingLabel">
      <mat-form-field>
        <mat-label>{{ about().label }}</mat-label>
        <textarea matInput rows="2" [formField]="form.fields.reason"></textarea>
        <mat-hint>{{ about().hint }}</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.reason" /></mat-error>
      </mat-form-field>
      <button matButton type="button" csFormActions (click)="left.emit()">{{ about().leaveLabel }}</button>
    </cs-form>
  `,
})
export class ReasonForm {
  readonly about = input.required<Reasoned>();
  readonly over = output();
  readonly left = output();

  readonly #notices = inject(Notices);
  readonly #draft = signal({ reason: '' });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.reason, { message: () => this.about().missing });
      maxLength(path.reason, 1_000, { message: 'Keep the reason within 1,000 characters.' });
    },
    save: ({ reason }) => this.about().save(reason.trim()),
    saved: () => {
      this.#notices.done(this.about().done);
      this.over.emit();
    },
  });
}
