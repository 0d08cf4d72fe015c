import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { type BusinessCalendar, dayProblem, noticeEffect } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';
import { SeenContract } from '../seen-contract';
import { noticeConsequence, type NoticeConsequence } from './notice-words';

interface NoticeDraft {
  readonly sentOn: string;
  readonly receivedOn: string;
  readonly way: string;
  readonly proof: string;
  readonly reason: string;
}

/** A notice once it has been sent: below its day stands what it does, by the rules that the product saves by. */
@Component({
  selector: 'cs-notice-form',
  imports: [DayField, FormFrame, LongTextField, MatButton, TextField],
  template: `
    <h2 i18n="@@notice-form.record-a-notice">Record a notice to the vendor</h2>
    <p i18n="@@notice-form.once-it-has-been-sent" class="cs-muted">
      Once it has been sent: day, way and proof. It ends the first term whose last notice day it meets.
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
          [earliest]="contract().signedOn"
          [latest]="today()"
          [formField]="form.fields.sentOn"
        />
        @if (mustArrive()) {
          <cs-day-field
            label="Received on, where that is proved"
            i18n-label="@@notice-form.received-on"
            hint="Empty: the days allowed for delivery count"
            i18n-hint="@@notice-form.empty-days-for-delivery"
            [latest]="today()"
            [formField]="form.fields.receivedOn"
          />
        }
      </div>
      @if (consequence(); as what) {
        <p role="status" class="consequence" [class.refused]="what.refused">{{ what.text }}</p>
      }
      <div class="cs-fields">
        <cs-text-field
          label="Way"
          i18n-label="@@notice-form.way"
          hint="Such as registered letter to Fernhill, 2 Main Street"
          i18n-hint="@@notice-form.such-as-registered-letter"
          [formField]="form.fields.way"
        />
        <cs-text-field
          label="Proof"
          i18n-label="@@notice-form.proof"
          hint="Optional: the tracking number, or where the document is kept"
          i18n-hint="@@notice-form.optional-tracking-number"
          [formField]="form.fields.proof"
        />
      </div>
      @if (!decided()) {
        <cs-long-text-field
          label="Reason to end it"
          i18n-label="@@notice-form.reason-to-end-it"
          hint="Kept with the decision to end it"
          i18n-hint="@@notice-form.kept-with-the-decision"
          [rows]="2"
          [formField]="form.fields.reason"
        />
      }
      <button i18n="@@notice-form.cancel" matButton type="button" csFormActions (click)="left.emit()">
        Cancel
      </button>
    </cs-form>
  `,
  styles: `
    .consequence {
      padding: var(--cs-space-3) var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container);
    }

    .refused {
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class NoticeForm {
  readonly contract = input.required<ContractView>();
  readonly calendar = input.required<BusinessCalendar>();
  readonly recorded = output<ContractView>();
  readonly left = output();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  protected readonly today = inject(SessionStore).today;
  readonly #seen = new SeenContract(this.contract);
  readonly #id = computed(() => this.contract().id);
  readonly #draft = linkedSignal<string, NoticeDraft>({
    source: this.#id,
    computation: () => ({ sentOn: '', receivedOn: '', way: '', proof: '', reason: '' }),
  });
  protected readonly mustArrive = computed(() => this.contract().terms.noticeBasis !== 'sent-by');
  readonly #effect = computed(() => {
    const { sentOn, receivedOn } = this.#draft();
    if (dayProblem(sentOn) !== null) {
      return null;
    }
    const received = dayProblem(receivedOn) === null ? receivedOn : null;
    return noticeEffect(this.contract().terms, this.calendar(), { sentOn, receivedOn: received });
  });
  protected readonly consequence = computed<NoticeConsequence | null>(() => {
    const effect = this.#effect();
    return effect === null ? null : noticeConsequence(effect);
  });
  /** A decision to end what it ends has its reason already. */
  protected readonly decided = computed(() => {
    const effect = this.#effect();
    const number = (effect?.ends ?? effect?.lateFor)?.termNumber ?? this.contract().row.dueTermNumber;
    return this.contract().decisions.some(
      ({ termNumber, decision, withdrawnAt }) =>
        withdrawnAt === null && decision === 'end' && termNumber === number,
    );
  });

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.#seen,
    rules: (path) => {
      required(path.sentOn, {
        message: $localize`:@@notice-form.give-the-day-on:Give the day on which the notice was sent.`,
      });
      validate(path.sentOn, ({ value }) => this.#sentProblem(value()));
      validate(path.receivedOn, ({ value, valueOf }) =>
        value() !== '' && (value() < valueOf(path.sentOn) || value() > this.today())
          ? {
              kind: 'received',
              message: $localize`:@@notice-form.a-receipt-lies-between:A receipt lies between the day on which the notice was sent and today.`,
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
      required(path.reason, {
        when: () => !this.decided(),
        message: $localize`:@@notice-form.give-the-reason-to-end:Give the reason: nobody has decided to end this contract yet.`,
      });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@notice-form.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ sentOn, receivedOn, way, proof, reason }) =>
      this.#seen.save((revision) =>
        this.#contracts.recordNotice(this.contract().id, {
          sentOn,
          receivedOn: this.mustArrive() ? receivedOn || null : null,
          way: way.trim(),
          proof: proof.trim() || null,
          reason: reason.trim() || null,
          revision,
        }),
      ),
    saved: (contract) => {
      this.#notices.done($localize`:@@notice-form.the-notice-was-recorded:The notice was recorded.`);
      this.recorded.emit(contract);
    },
  });

  #sentProblem(sentOn: string): { kind: string; message: string } | null {
    const { signedOn } = this.contract();
    if (sentOn > this.today()) {
      return {
        kind: 'future',
        message: $localize`:@@notice-form.a-notice-is-recorded:A notice is recorded once it has been sent: today or earlier.`,
      };
    }
    if (sentOn !== '' && signedOn !== null && sentOn < signedOn) {
      return {
        kind: 'unsigned',
        message: $localize`:@@notice-form.not-signed-by-then:The contract was not signed by then: give a day from its signing to today.`,
      };
    }
    const consequence = this.consequence();
    return consequence?.refused === true ? { kind: 'void', message: consequence.text } : null;
  }
}
