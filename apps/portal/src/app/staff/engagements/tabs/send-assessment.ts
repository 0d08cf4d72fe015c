import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required, submit, validate } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { addDays } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { SelectField } from '../../../ui/form/select-field';
import { Notices } from '../../../ui/notices';
import { AlreadyOpenNote, SecondAssessment } from '../../tables/already-open';
import { VendorsClient } from '../../vendors/vendors-client';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';

const DAYS_TO_ANSWER = 21;

@Component({
  selector: 'cs-send-assessment',
  imports: [AlreadyOpenNote, DayField, FormFrame, LongTextField, MatAnchor, RouterLink, SelectField],
  templateUrl: './send-assessment.html',
  host: { class: 'cs-panel cs-form-panel cs-stack' },
})
export class SendAssessment {
  readonly engagement = input.required<EngagementView>();
  readonly sent = output();

  readonly #engagements = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal({
    contactId: '',
    dueOn: addDays(this.#today(), DAYS_TO_ANSWER),
    message: '',
  });

  protected readonly vendor = inject(VendorsClient).vendor(computed(() => this.engagement().vendorId));
  protected readonly contacts = computed(() =>
    this.vendor.hasValue()
      ? this.vendor
          .value()
          .contacts.filter(({ active }) => active)
          .map(({ id, name, email }) => ({ value: id, text: `${name}, ${email}` }))
      : [],
  );
  protected readonly second = new SecondAssessment();
  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.contactId, {
        message: $localize`:@@send-assessment.choose-the-contact-who:Choose the contact who will answer.`,
      });
      required(path.dueOn, {
        message: $localize`:@@send-assessment.enter-the-day-by:Enter the day by which you need the answers.`,
      });
      validate(path.dueOn, ({ value }) =>
        value() !== '' && value() <= this.#today()
          ? {
              kind: 'past',
              message: $localize`:@@send-assessment.choose-a-due-date:Choose a due date in the future.`,
            }
          : null,
      );
      maxLength(path.message, 2000, {
        message: $localize`:@@send-assessment.keep-the-message-within:Keep the message within 2,000 characters.`,
      });
    },
    save: ({ contactId, dueOn, message }) =>
      this.second.save((confirmed) =>
        this.#engagements.sendAssessment(this.engagement().id, {
          questionnaireVersionId: null,
          contactId,
          dueOn,
          message: message.trim() || null,
          confirmed,
        }),
      ),
    saved: (assessment) => {
      this.#notices.done(
        $localize`:@@send-assessment.the-assessment-goes-to:The assessment goes to ${assessment.contact.name}:name: by mail.`,
      );
      void this.#router.navigate(['/engagements', this.engagement().id], {
        queryParams: { tab: 'assessments' },
        replaceUrl: true,
      });
      this.sent.emit();
    },
  });

  protected confirm(reason: string): void {
    this.second.confirm(reason);
    void submit(this.form.fields);
  }
}
