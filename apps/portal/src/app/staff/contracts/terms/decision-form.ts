import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import type { Uuid } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { Notices } from '../../../ui/notices';
import { DECISION_WORDS, type TermDecision } from '../../../ui/words';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';

const CHOICES = [
  { decision: 'renew', effect: 'Its reminders stop. The next term starts by itself.' },
  { decision: 'renegotiate', effect: 'Nothing stops: reminders go on until it is renewed or ended.' },
  { decision: 'end', effect: 'Reminders go on until the notice is recorded as sent.' },
] as const;

interface DecisionDraft {
  readonly decision: TermDecision | '';
  readonly reason: string;
}

@Component({
  selector: 'cs-decision-form',
  imports: [
    FieldError,
    FormField,
    FormFrame,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatRadioButton,
    MatRadioGroup,
  ],
  template: `
    <h2>
      @if (decided()) {
        Change the decision on term {{ term() }}
      } @else {
        Decide term {{ term() }}
      }
    </h2>
    <cs-form [form]="form" saveLabel="Record the decision" savingLabel="Recording …">
      <div>
        <mat-radio-group class="choices" aria-label="Decision" [formField]="form.fields.decision">
          @for (choice of choices; track choice.decision) {
            <div>
              <mat-radio-button [value]="choice.decision">
                <strong>{{ words[choice.decision].text }}</strong>
              </mat-radio-button>
              <p>{{ choice.effect }}</p>
            </div>
          }
        </mat-radio-group>
        @if (form.fields.decision().touched() && form.fields.decision().invalid()) {
          <p class="error"><cs-field-error [of]="form.fields.decision" /></p>
        }
      </div>
      <mat-form-field>
        <mat-label>Reason</mat-label>
        <textarea matInput rows="3" [formField]="form.fields.reason"></textarea>
        <mat-hint>Somebody will ask next year.</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.reason" /></mat-error>
      </mat-form-field>
    </cs-form>
  `,
  styleUrl: './decision-form.scss',
  host: { class: 'cs-panel cs-stack' },
})
export class DecisionForm {
  readonly contractId = input.required<Uuid>();
  readonly term = input.required<number>();
  /** Whether a decision stands already; a new one replaces it. */
  readonly decided = input(false);
  readonly recorded = output<ContractView>();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  readonly #draft = linkedSignal<number, DecisionDraft>({
    source: this.term,
    computation: () => ({ decision: '', reason: '' }),
  });
  protected readonly choices = CHOICES;
  protected readonly words = DECISION_WORDS;

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.decision, { message: 'Choose renew, renegotiate or end.' });
      required(path.reason, { message: 'Give the reason for the decision.' });
      maxLength(path.reason, 2_000, { message: 'Keep the reason within 2,000 characters.' });
    },
    save: ({ decision, reason }) =>
      this.#contracts.decideTerm(this.contractId(), this.term(), decision || 'renegotiate', reason.trim()),
    saved: (contract) => {
      this.#notices.done('The decision was recorded.');
      this.#draft.set({ decision: '', reason: '' });
      this.recorded.emit(contract);
    },
  });
}
