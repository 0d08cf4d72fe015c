import { Component, computed, inject, input, type OnInit, output, signal } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { addDays, dueAfterReturn } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { SelectField } from '../../../ui/form/select-field';
import { Notices } from '../../../ui/notices';
import { VendorsClient } from '../../vendors/vendors-client';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';

/** Asks a vendor that has declined once more: by which day, whom, and with which words. */
@Component({
  selector: 'cs-ask-again-form',
  imports: [DayField, FormField, FormFrame, LongTextField, MatButton, SelectField],
  template: `
    <cs-form [form]="form" saveLabel="Ask again" i18n-saveLabel="@@ask-again-form.ask-again">
      <div class="cs-fields">
        <cs-day-field
          label="Answers needed by"
          i18n-label="@@ask-again-form.answers-needed-by"
          [earliest]="tomorrow()"
          [formField]="form.fields.dueOn"
        />
        <cs-select-field
          label="Contact who answers"
          i18n-label="@@ask-again-form.contact"
          [options]="contacts()"
          [formField]="form.fields.contactId"
        />
      </div>
      <cs-long-text-field
        label="Message to the contact"
        i18n-label="@@ask-again-form.message"
        hint="In the mail and above the questions. Left empty, the former message stands."
        i18n-hint="@@ask-again-form.message-hint"
        [formField]="form.fields.message"
      />
      <p i18n="@@ask-again-form.what-follows" class="cs-muted">
        The assessment stands where it stood, with the answers given so far, and reminders start anew. Another
        contact gets a link of their own; links of the former contact end.
      </p>
      <button i18n="@@ask-again-form.back" matButton type="button" csFormActions (click)="left.emit()">
        Back
      </button>
    </cs-form>
  `,
  host: { class: 'cs-stack' },
})
export class AskAgainForm implements OnInit {
  readonly assessment = input.required<AssessmentView>();
  readonly done = output<AssessmentView>();
  readonly left = output();
  readonly barred = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal({ dueOn: '', contactId: '', message: '' });
  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));
  protected readonly vendor = inject(VendorsClient).vendor(computed(() => this.assessment().row.vendorId));
  protected readonly contacts = computed(() => {
    const { contact } = this.assessment();
    const known = this.vendor.hasValue() ? this.vendor.value().contacts : [contact];
    return known
      .filter(({ active }) => active)
      .map(({ id, name, email }) => ({ value: id, text: `${name}, ${email}` }));
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.dueOn, {
        message: $localize`:@@ask-again-form.enter-the-day-by:Enter the day by which you need the answers.`,
      });
      required(path.contactId, {
        message: $localize`:@@ask-again-form.choose-the-contact:Choose the contact who answers.`,
      });
      maxLength(path.message, 2_000, {
        message: $localize`:@@ask-again-form.keep-the-message-within:Keep the message within 2,000 characters.`,
      });
    },
    save: ({ dueOn, contactId, message }) =>
      this.#assessments.askAgain(this.assessment().id, {
        dueOn,
        contactId,
        message: message.trim() || null,
      }),
    barred: () => {
      this.barred.emit();
    },
    saved: (assessment) => {
      this.#notices.done($localize`:@@ask-again-form.the-vendor-was-asked:The vendor was asked again.`);
      this.done.emit(assessment);
    },
  });

  /** Once: what was chosen and typed stays where the page is read anew. */
  ngOnInit(): void {
    const { row, contact } = this.assessment();
    this.#draft.update((draft) => ({
      ...draft,
      dueOn: dueAfterReturn(row.dueOn, this.#today()),
      contactId: contact.id,
    }));
  }
}
