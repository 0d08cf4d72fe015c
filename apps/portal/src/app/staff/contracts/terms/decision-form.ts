import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { StandingDecision, Uuid } from '@countersign/api-types';
import { type ContractTerms, mayRenewUntilFurtherNotice, type TermEnding } from '@countersign/domain';
import { formatDate } from '../../../language/formats';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Revised } from '../../../ui/form/revised';
import { Notices } from '../../../ui/notices';
import { DECISION_WORDS, type TermDecision } from '../../../ui/words';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';

const DECISIONS = ['renew', 'until-further-notice', 'renegotiate', 'end'] as const;

/** What each decision does, by what follows the term unless somebody acts. */
const RENEWS: Readonly<Record<TermDecision, string>> = {
  renew: $localize`:@@decision-form.its-reminders-stop-the:Its reminders stop. The next term starts by itself.`,
  'until-further-notice': $localize`:@@decision-form.reminders-of-all-terms:The reminders of this and of all later terms stop. It is reviewed once a year.`,
  renegotiate: $localize`:@@decision-form.nothing-stops-reminders-go:Nothing stops: reminders go on until it is renewed or ended.`,
  end: $localize`:@@decision-form.reminders-go-on-until:Reminders go on until the notice is recorded as sent.`,
};
const DOES_NOT_RENEW: Readonly<Record<TermDecision, string>> = {
  renew: $localize`:@@decision-form.a-wish-reminders-go-on:A wish: reminders go on until the further term that both sides agree is recorded.`,
  'until-further-notice': RENEWS['until-further-notice'],
  renegotiate: $localize`:@@decision-form.reminders-go-on-until-2:Reminders go on until its last day.`,
  end: $localize`:@@decision-form.its-reminders-stop-it:Its reminders stop. It ends with its last day; no notice is needed.`,
};
const NOT_KNOWN: Readonly<Record<TermDecision, string>> = {
  ...DOES_NOT_RENEW,
  renew: $localize`:@@decision-form.reminders-go-on-nobody:Reminders go on: nobody knows yet whether it renews by itself.`,
  end: RENEWS.end,
};
const EFFECTS: Readonly<Record<TermEnding, Readonly<Record<TermDecision, string>>>> = {
  renews: RENEWS,
  agreed: RENEWS,
  ends: DOES_NOT_RENEW,
  'agreement-needed': DOES_NOT_RENEW,
  'not-known': NOT_KNOWN,
};

type Standing = Pick<StandingDecision, 'revision' | 'decision' | 'reason'> & {
  readonly lastDay: string | null;
};

interface DecisionDraft {
  readonly decision: TermDecision | '';
  readonly reason: string;
}

/** A decision is taken anew, never edited: the form starts empty beside the one that stands. */
const UNDECIDED: DecisionDraft = { decision: '', reason: '' };

@Component({
  selector: 'cs-decision-form',
  imports: [FormFrame, LongTextField, MatButton, RadioField],
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
        [options]="choices()"
        [formField]="form.fields.decision"
      />
      <cs-long-text-field
        label="Reason"
        i18n-label="@@decision-form.reason"
        hint="Kept with the decision, also when another replaces it"
        i18n-hint="@@decision-form.kept-with-the-decision"
        [formField]="form.fields.reason"
      />
      <button i18n="@@decision-form.cancel" matButton type="button" csFormActions (click)="left.emit()">
        Cancel
      </button>
    </cs-form>
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class DecisionForm {
  readonly contractId = input.required<Uuid>();
  readonly term = input.required<number>();
  /** Of the term; null where it has none. */
  readonly lastDay = input.required<string | null>();
  readonly ending = input.required<TermEnding>();
  readonly terms = input.required<ContractTerms>();
  /** All that were taken, whatever became of them; a new one replaces the one that stands. */
  readonly decisions = input.required<ContractView['decisions']>();
  readonly recorded = output<ContractView>();
  readonly left = output();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  readonly #standing = computed<Standing>(() => {
    const ofTerm = this.decisions().filter(({ termNumber }) => termNumber === this.term());
    const standing = ofTerm.find(({ withdrawnAt }) => withdrawnAt === null);
    return {
      revision: ofTerm[0]?.revision ?? 0,
      decision: standing?.decision ?? null,
      reason: standing?.reason ?? null,
      lastDay: this.lastDay(),
    };
  });
  protected readonly decided = computed(() => this.#standing().decision !== null);
  readonly #draft = signal<DecisionDraft>(UNDECIDED);
  protected readonly revised = new Revised<Standing, DecisionDraft>({
    draft: this.#draft,
    row: () => this.#standing(),
    subject: () => this.term(),
    subjectInWords: () => $localize`:@@decision-form.term:term ${this.term()}:term:`,
    begin: UNDECIDED,
    draftOf: ({ decision, reason }) => ({ decision: decision ?? '', reason: reason ?? '' }),
    inWords: ({ decision, reason }) => [
      [$localize`:@@decision-form.decision:Decision`, decision === '' ? '' : DECISION_WORDS[decision].text],
      [$localize`:@@decision-form.reason:Reason`, reason.trim()],
    ],
    groundsInWords: ({ lastDay }) => [
      [
        $localize`:@@decision-form.last-day:Last day of the term`,
        lastDay === null ? '' : formatDate(lastDay),
      ],
    ],
  });
  /** Only where each term is short. */
  readonly #mayBeOpen = computed(
    () => this.ending() === 'renews' && mayRenewUntilFurtherNotice(this.terms()),
  );
  protected readonly choices = computed(() =>
    DECISIONS.filter((value) => value !== 'until-further-notice' || this.#mayBeOpen()).map((value) => ({
      value,
      text: DECISION_WORDS[value].text,
      explanation: EFFECTS[this.ending()][value],
    })),
  );

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.decision, {
        message: $localize`:@@decision-form.choose-a-decision:Choose a decision.`,
      });
      required(path.reason, {
        message: $localize`:@@decision-form.give-the-reason-for:Give the reason for the decision.`,
      });
      maxLength(path.reason, 2_000, {
        message: $localize`:@@decision-form.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: ({ decision, reason }) =>
      this.revised.save((revision, base) =>
        this.#contracts.decideTerm(this.contractId(), this.term(), {
          decision: decision || 'renegotiate',
          reason: reason.trim(),
          revision,
          lastDay: base?.lastDay ?? '',
        }),
      ),
    saved: (contract) => {
      this.#notices.done($localize`:@@decision-form.the-decision-was-recorded:The decision was recorded.`);
      this.recorded.emit(contract);
    },
  });
}
