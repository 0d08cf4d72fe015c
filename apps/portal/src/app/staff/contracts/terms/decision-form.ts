import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import type { Uuid } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Notices } from '../../../ui/notices';
import { DECISION_WORDS, type TermDecision } from '../../../ui/words';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';

const CHOICES = [
  { decision: 'renew', explanation: 'Its reminders stop. The next term starts by itself.' },
  { decision: 'renegotiate', explanation: 'Nothing stops: reminders go on until it is renewed or ended.' },
  { decision: 'end', explanation: 'Reminders go on until the notice is recorded as sent.' },
] as const;

interface DecisionDraft {
  readonly decision: TermDecision | '';
  readonly reason: string;
}

@Component({
  selector: 'cs-decision-form',
  imports: [FormFrame, LongTextField, RadioField],
  template: `
    <h2>
      @if (decided()) {
        Change the decision on term {{ term() }}
      } @else {
        Decide term {{ term() }}
      }
    </h2>
    <cs-form [form]="form" saveLabel="Record the decision" savingLabel="Recording …">
      <cs-radio-field label="Decision" [options]="choices" [formField]="form.fields.decision" />
      <cs-long-text-field
        label="Reason"
        hint="Somebody will ask next year."
        [formField]="form.fields.reason"
      />
    </cs-form>
  `,
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
  protected readonly choices = CHOICES.map(({ decision, explanation }) => ({
    value: decision,
    text: DECISION_WORDS[decision].text,
    explanation,
  }));

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
