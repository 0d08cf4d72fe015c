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
  {
    decision: 'renew',
    explanation: $localize`:@@decision-form.its-reminders-stop-the:Its reminders stop. The next term starts by itself.`,
  },
  {
    decision: 'renegotiate',
    explanation: $localize`:@@decision-form.nothing-stops-reminders-go:Nothing stops: reminders go on until it is renewed or ended.`,
  },
  {
    decision: 'end',
    explanation: $localize`:@@decision-form.reminders-go-on-until:Reminders go on until the notice is recorded as sent.`,
  },
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
        <ng-container i18n="@@decision-form.change-the-decision-on"
          >Change the decision on term {{ term() }}</ng-container
        >
      } @else {
        <ng-container i18n="@@decision-form.decide-term">Decide term {{ term() }}</ng-container>
      }
    </h2>
    <cs-form
      [form]="form"
      saveLabel="Record the decision"
      i18n-saveLabel="@@decision-form.record-the-decision"
      savingLabel="Recording …"
      i18n-savingLabel="@@decision-form.recording"
    >
      <cs-radio-field
        label="Decision"
        i18n-label="@@decision-form.decision"
        [options]="choices"
        [formField]="form.fields.decision"
      />
      <cs-long-text-field
        label="Reason"
        i18n-label="@@decision-form.reason"
        hint="Somebody will ask next year."
        i18n-hint="@@decision-form.somebody-will-ask-next"
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
      required(path.decision, {
        message: $localize`:@@decision-form.choose-renew-renegotiate-or:Choose renew, renegotiate or end.`,
      });
      required(path.reason, {
        message: $localize`:@@decision-form.give-the-reason-for:Give the reason for the decision.`,
      });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@decision-form.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ decision, reason }) =>
      this.#contracts.decideTerm(this.contractId(), this.term(), decision || 'renegotiate', reason.trim()),
    saved: (contract) => {
      this.#notices.done($localize`:@@decision-form.the-decision-was-recorded:The decision was recorded.`);
      this.#draft.set({ decision: '', reason: '' });
      this.recorded.emit(contract);
    },
  });
}
