import { Component, inject, input, output, signal } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import type { Uuid } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';

@Component({
  selector: 'cs-notice-form',
  imports: [DayField, FormFrame, TextField],
  template: `
    <h2 i18n="@@notice-form.record-the-notice-for">Record the notice for term {{ term() }}</h2>
    <p i18n="@@notice-form.once-it-has-been" class="cs-muted">
      Once it has been sent: day, way and proof. Its reminders then stop.
    </p>
    <cs-form
      [form]="form"
      saveLabel="Record the notice"
      i18n-saveLabel="@@notice-form.record-the-notice"
      savingLabel="Recording …"
      i18n-savingLabel="@@notice-form.recording"
    >
      <div class="cs-fields">
        <cs-day-field
          label="Sent on"
          i18n-label="@@notice-form.sent-on"
          [latest]="today()"
          [formField]="form.fields.sentOn"
        />
        <cs-text-field
          label="Way"
          i18n-label="@@notice-form.way"
          hint="Such as registered letter to Fernhill, 2 Main Street"
          i18n-hint="@@notice-form.such-as-registered-letter"
          [formField]="form.fields.way"
        />
      </div>
      <cs-text-field
        label="Proof"
        i18n-label="@@notice-form.proof"
        hint="Optional, such as the tracking number"
        i18n-hint="@@notice-form.optional-such-as-the"
        [formField]="form.fields.proof"
      />
    </cs-form>
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class NoticeForm {
  readonly contractId = input.required<Uuid>();
  readonly term = input.required<number>();
  readonly recorded = output<ContractView>();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  protected readonly today = inject(SessionStore).today;
  readonly #draft = signal({ sentOn: this.today(), way: '', proof: '' });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.sentOn, {
        message: $localize`:@@notice-form.give-the-day-on:Give the day on which the notice was sent.`,
      });
      validate(path.sentOn, ({ value }) =>
        value() > this.today()
          ? {
              kind: 'future',
              message: $localize`:@@notice-form.a-notice-is-recorded:A notice is recorded once it has been sent: today or earlier.`,
            }
          : null,
      );
      required(path.way, {
        message: $localize`:@@notice-form.say-how-the-notice:Say how the notice was sent.`,
      });
      maxLength(path.way, 200, {
        message: $localize`:@@notice-form.keep-the-way-within:Keep the way within 200 characters.`,
      });
      maxLength(path.proof, 2_000, {
        message: $localize`:@@notice-form.keep-the-proof-within:Keep the proof within 2,000 characters.`,
      });
    },
    save: ({ sentOn, way, proof }) =>
      this.#contracts.recordNotice(this.contractId(), this.term(), {
        sentOn,
        way: way.trim(),
        proof: proof.trim() || null,
      }),
    saved: (contract) => {
      this.#notices.done($localize`:@@notice-form.the-notice-was-recorded:The notice was recorded.`);
      this.recorded.emit(contract);
    },
  });
}
