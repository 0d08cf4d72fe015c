import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';
import { SeenContract } from '../seen-contract';

/** What the other side has done with a notice: received it, by proof, or accepted it though it came late. */
@Component({
  selector: 'cs-late-notice-form',
  imports: [DayField, FormFrame, MatButton, TextField],
  template: `
    <cs-form
      [form]="form"
      [saveLabel]="words().save"
      savingLabel="Recording …"
      i18n-savingLabel="@@late-notice-form.recording"
    >
      <div class="cs-fields">
        <cs-day-field
          [label]="words().day"
          [earliest]="notice().sentOn"
          [latest]="today()"
          [formField]="form.fields.day"
        />
        <cs-text-field [label]="words().text" [hint]="words().hint" [formField]="form.fields.text" />
      </div>
      <button i18n="@@late-notice-form.leave-it" matButton type="button" csFormActions (click)="left.emit()">
        Leave it
      </button>
    </cs-form>
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class LateNoticeForm {
  readonly kind = input.required<'receipt' | 'acceptance'>();
  readonly contract = input.required<ContractView>();
  readonly notice = input.required<ContractView['notices'][number]>();
  readonly recorded = output<ContractView>();
  readonly left = output();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  protected readonly today = inject(SessionStore).today;
  readonly #seen = new SeenContract(this.contract);
  readonly #draft = signal({ day: '', text: '' });
  protected readonly words = computed(() => (this.kind() === 'receipt' ? RECEIPT : ACCEPTANCE));

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.#seen,
    rules: (path) => {
      required(path.day, { message: () => this.words().missing });
      validate(path.day, ({ value }) =>
        value() !== '' && (value() < this.notice().sentOn || value() > this.today())
          ? {
              kind: 'day',
              message: $localize`:@@late-notice-form.give-a-day-from:Give a day from the one on which the notice was sent to today.`,
            }
          : null,
      );
      required(path.text, { when: () => this.kind() === 'acceptance', message: ACCEPTANCE.textMissing });
      maxLength(path.text, 2_000, {
        message: $localize`:@@late-notice-form.keep-it-within:Keep it within 2,000 characters.`,
      });
    },
    fieldFor: (field) => (field === 'proof' || field === 'note' ? 'text' : 'day'),
    save: ({ day, text }) =>
      this.#seen.save((revision) =>
        this.kind() === 'receipt'
          ? this.#contracts.recordReceipt(this.contract().id, this.notice().id, {
              receivedOn: day,
              proof: text.trim() || null,
              revision,
            })
          : this.#contracts.acceptLateNotice(this.contract().id, this.notice().id, {
              acceptedOn: day,
              note: text.trim(),
              revision,
            }),
      ),
    saved: (contract) => {
      this.#notices.done(this.words().done);
      this.recorded.emit(contract);
    },
  });
}

const RECEIPT = {
  save: $localize`:@@late-notice-form.record-the-receipt:Record the receipt`,
  day: $localize`:@@late-notice-form.received-on:Received on`,
  text: $localize`:@@late-notice-form.proof:Proof`,
  hint: $localize`:@@late-notice-form.who-signed-for-it:Optional: who signed for it, or where the document is kept`,
  missing: $localize`:@@late-notice-form.give-the-day-received:Give the day on which the notice was received.`,
  done: $localize`:@@late-notice-form.the-receipt-was-recorded:The receipt was recorded.`,
};

const ACCEPTANCE = {
  save: $localize`:@@late-notice-form.record-the-acceptance:Record the acceptance`,
  day: $localize`:@@late-notice-form.accepted-on:Accepted on`,
  text: $localize`:@@late-notice-form.by-whom-and-how:By whom, and how`,
  hint: $localize`:@@late-notice-form.such-as-their-counsel:Such as their counsel, by mail of that day`,
  missing: $localize`:@@late-notice-form.give-the-day-accepted:Give the day on which the vendor accepted it.`,
  textMissing: $localize`:@@late-notice-form.say-who-accepted:Say who accepted it, and how.`,
  done: $localize`:@@late-notice-form.the-acceptance-was-recorded:The acceptance was recorded.`,
};
