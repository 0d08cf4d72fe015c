import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Uuid } from '@countersign/api-types';
import { formatDay } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { Notices } from '../../../ui/notices';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';

@Component({
  selector: 'cs-notice-form',
  imports: [FieldError, FormField, FormFrame, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <h2>Record the notice for term {{ term() }}</h2>
    <p class="cs-muted">Once it has been sent: day, way and proof. Its reminders then stop.</p>
    <cs-form [form]="form" saveLabel="Record the notice" savingLabel="Recording …">
      <div class="cs-fields">
        <mat-form-field>
          <mat-label>Sent on</mat-label>
          <input matInput type="date" [max]="today()" [formField]="form.fields.sentOn" />
          <mat-hint>{{ sentOnInWords() }}</mat-hint>
          <mat-error><cs-field-error [of]="form.fields.sentOn" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Way</mat-label>
          <input matInput autocomplete="off" [formField]="form.fields.way" />
          <mat-hint>Such as registered letter to Fernhill, 2 Main Street</mat-hint>
          <mat-error><cs-field-error [of]="form.fields.way" /></mat-error>
        </mat-form-field>
      </div>
      <mat-form-field>
        <mat-label>Proof</mat-label>
        <input matInput autocomplete="off" [formField]="form.fields.proof" />
        <mat-hint>Optional, such as the tracking number</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.proof" /></mat-error>
      </mat-form-field>
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
  protected readonly sentOnInWords = computed(() => {
    const day = this.#draft().sentOn;
    return day === '' ? '' : formatDay(day);
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.sentOn, { message: 'Give the day on which the notice was sent.' });
      validate(path.sentOn, ({ value }) =>
        value() > this.today()
          ? { kind: 'future', message: 'A notice is recorded once it has been sent: today or earlier.' }
          : null,
      );
      required(path.way, { message: 'Say how the notice was sent.' });
      maxLength(path.way, 200, { message: 'Keep the way within 200 characters.' });
      maxLength(path.proof, 2_000, { message: 'Keep the proof within 2,000 characters.' });
    },
    save: ({ sentOn, way, proof }) =>
      this.#contracts.recordNotice(this.contractId(), this.term(), {
        sentOn,
        way: way.trim(),
        proof: proof.trim() || null,
      }),
    saved: (contract) => {
      this.#notices.done('The notice was recorded.');
      this.recorded.emit(contract);
    },
  });
}
