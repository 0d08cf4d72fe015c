import { Component, computed, inject, input, output } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { Uuid } from '@countersign/api-types';
import { addDays } from '@countersign/domain';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { DayField } from '../../ui/form/day-field';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { prefilled } from '../../ui/form/prefilled';
import { SelectField } from '../../ui/form/select-field';
import { Notices } from '../../ui/notices';
import { AssessmentsClient } from '../assessments/assessments-client';
import { VendorsClient } from '../vendors/vendors-client';

const DAYS_TO_ANSWER = 30;

/** Sends what a later intake has opened of an assessment, all at once, to one contact. */
@Component({
  selector: 'cs-send-follow-up',
  imports: [DayField, FormFrame, LongTextField, RouterLink, SelectField],
  template: `
    <cs-form
      [form]="form"
      saveLabel="Send the questions"
      i18n-saveLabel="@@send-follow-up.send"
      savingLabel="Sending …"
      i18n-savingLabel="@@send-follow-up.sending"
    >
      <div class="cs-fields">
        <cs-select-field
          label="Contact who will answer"
          i18n-label="@@send-follow-up.contact"
          [options]="contacts()"
          [formField]="form.fields.contactId"
        >
          @if (vendor.hasValue() && contacts().length === 0) {
            <ng-template i18n="@@send-follow-up.nobody-is-there" #hint>
              Nobody there can be asked now.
              <a [routerLink]="['/vendors', vendorId()]" [queryParams]="{ tab: 'contacts' }"
                >Add a contact first</a
              >
            </ng-template>
          }
        </cs-select-field>
        <cs-day-field
          label="Answers needed by"
          i18n-label="@@send-follow-up.needed-by"
          [earliest]="tomorrow()"
          [formField]="form.fields.dueOn"
        />
      </div>
      <cs-long-text-field
        label="Message to the contact"
        i18n-label="@@send-follow-up.message"
        hint="Optional. It is shown in the mail and above the questions."
        i18n-hint="@@send-follow-up.message-hint"
        [formField]="form.fields.message"
      />
    </cs-form>
  `,
})
export class SendFollowUp {
  readonly assessmentId = input.required<Uuid>();
  readonly vendorId = input.required<Uuid>();
  /** Who answers the assessment: is asked again while still there. */
  readonly contactId = input.required<Uuid>();
  readonly sent = output();

  readonly #client = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  protected readonly vendor = inject(VendorsClient).vendor(this.vendorId);
  readonly #active = computed(() =>
    this.vendor.hasValue() ? this.vendor.value().contacts.filter(({ active }) => active) : [],
  );
  protected readonly contacts = computed(() =>
    this.#active().map(({ id, name, email }) => ({ value: id, text: `${name}, ${email}` })),
  );
  /** Whoever answered before, or the only one who is left; else somebody is to be chosen. */
  readonly #likely = computed(() => {
    const ids = this.#active().map(({ id }) => id);
    const only = ids.length === 1 ? ids[0] : undefined;
    return ids.find((id) => id === this.contactId()) ?? only ?? '';
  });
  readonly #draft = prefilled({ contactId: '', dueOn: '', message: '' }, () => ({
    contactId: this.#likely(),
    dueOn: addDays(this.#today(), DAYS_TO_ANSWER),
  }));
  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.contactId, {
        message: $localize`:@@send-follow-up.choose-the-contact:Choose the contact who will answer.`,
      });
      required(path.dueOn, {
        message: $localize`:@@send-follow-up.enter-the-day-by:Enter the day by which you need the answers.`,
      });
      validate(path.dueOn, ({ value }) =>
        value() !== '' && value() <= this.#today()
          ? {
              kind: 'past',
              message: $localize`:@@send-follow-up.choose-a-due-date:Choose a due date in the future.`,
            }
          : null,
      );
      maxLength(path.message, 2000, {
        message: $localize`:@@send-follow-up.keep-the-message:Keep the message within 2,000 characters.`,
      });
    },
    save: ({ contactId, dueOn, message: words }) =>
      this.#client.sendFollowUp(this.assessmentId(), {
        contactId,
        dueOn,
        message: words.trim() || null,
      }),
    saved: (followUp) => {
      this.#notices.done(
        $localize`:@@send-follow-up.sent:The questions go to ${followUp.contact.name}:name: by mail.`,
      );
      this.sent.emit();
    },
  });
}
