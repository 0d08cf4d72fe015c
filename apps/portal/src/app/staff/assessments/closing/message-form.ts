import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Uuid } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { Notices } from '../../../ui/notices';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';

export type MessageStep = 'return' | 'cancel';

const WORDS = {
  return: {
    label: 'Message to the vendor',
    hint: 'Sent with the link. Your notes on single answers are shown beside them.',
    missing: 'Tell the vendor what to correct.',
    save: 'Return to the vendor',
    done: 'The assessment was returned to the vendor.',
  },
  cancel: {
    label: 'Reason',
    hint: 'Kept with the assessment. The link stops working and its reminders end.',
    missing: 'Give the reason: it is kept with the assessment.',
    save: 'Cancel the assessment',
    done: 'The assessment was cancelled.',
  },
} as const;

/** Returning and cancelling both end the review for now and both need a sentence. */
@Component({
  selector: 'cs-message-form',
  imports: [FieldError, FormField, FormFrame, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <cs-form [form]="form" [saveLabel]="words().save" savingLabel="Working …">
      <mat-form-field>
        <mat-label>{{ words().label }}</mat-label>
        <textarea matInput rows="4" [formField]="form.fields.message"></textarea>
        <mat-hint>{{ words().hint }}</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.message" /></mat-error>
      </mat-form-field>
      <button matButton type="button" csFormActions (click)="left.emit()">Back</button>
    </cs-form>
  `,
})
export class MessageForm {
  readonly assessmentId = input.required<Uuid>();
  readonly step = input.required<MessageStep>();
  readonly done = output<AssessmentView>();
  readonly left = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ message: '' });
  protected readonly words = computed(() => WORDS[this.step()]);

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.message, { message: () => this.words().missing });
      maxLength(path.message, 2_000, { message: 'Keep it within 2,000 characters.' });
    },
    save: ({ message }) =>
      this.step() === 'return'
        ? this.#assessments.returnToVendor(this.assessmentId(), message.trim())
        : this.#assessments.cancel(this.assessmentId(), message.trim()),
    saved: (assessment) => {
      this.#notices.done(this.words().done);
      this.done.emit(assessment);
    },
  });
}
