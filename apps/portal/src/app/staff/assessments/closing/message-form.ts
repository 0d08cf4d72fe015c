import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Uuid } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Notices } from '../../../ui/notices';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';

export type MessageStep = 'return' | 'cancel';

const WORDS = {
  return: {
    label: $localize`:@@message-form.message-to-the-vendor:Message to the vendor`,
    hint: $localize`:@@message-form.sent-with-the-link:Sent with the link. Your notes on single answers are shown beside them.`,
    missing: $localize`:@@message-form.tell-the-vendor-what:Tell the vendor what to correct.`,
    save: $localize`:@@message-form.return-to-the-vendor:Return to the vendor`,
    done: $localize`:@@message-form.the-assessment-was-returned:The assessment was returned to the vendor.`,
  },
  cancel: {
    label: $localize`:@@message-form.reason:Reason`,
    hint: $localize`:@@message-form.kept-with-the-assessment:Kept with the assessment. The link stops working and its reminders end.`,
    missing: $localize`:@@message-form.give-the-reason-it:Give the reason: it is kept with the assessment.`,
    save: $localize`:@@message-form.cancel-the-assessment:Cancel the assessment`,
    done: $localize`:@@message-form.the-assessment-was-cancelled:The assessment was cancelled.`,
  },
} as const;

/** Returning and cancelling both end the review for now and both need a sentence. */
@Component({
  selector: 'cs-message-form',
  imports: [FormFrame, LongTextField, MatButton],
  template: `
    <cs-form
      [form]="form"
      [saveLabel]="words().save"
      savingLabel="Working …"
      i18n-savingLabel="@@message-form.working"
    >
      <cs-long-text-field
        [label]="words().label"
        [hint]="words().hint"
        [rows]="4"
        [formField]="form.fields.message"
      />
      <button i18n="@@message-form.back" matButton type="button" csFormActions (click)="left.emit()">
        Back
      </button>
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
      maxLength(path.message, 2_000, {
        message: $localize`:@@message-form.keep-it-within-2:Keep it within 2,000 characters.`,
      });
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
