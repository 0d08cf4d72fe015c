import { Component, computed, inject, input, output, signal } from '@angular/core';
import { hidden, maxLength, pattern, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { ClauseState, MarkClause, Uuid } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { NumberField } from '../../../ui/form/number-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Revised } from '../../../ui/form/revised';
import { TextField } from '../../../ui/form/text-field';
import { byWords } from '../../../ui/option';
import type { Observable } from 'rxjs';
import { CLAUSE_STATUS_WORDS } from '../../../ui/words';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';

type Mark = MarkClause['status'];
const FOUND = ['present', 'partial', 'missing'] as const satisfies readonly Mark[];

interface MarkDraft {
  readonly status: Mark | '';
  readonly quote: string;
  readonly page: string;
  readonly exceptionUntil: string;
  readonly exceptionReason: string;
}

type Standing = Pick<
  ClauseState,
  'revision' | 'status' | 'quote' | 'page' | 'exceptionUntil' | 'exceptionReason'
>;

const UNMARKED: MarkDraft = { status: '', quote: '', page: '', exceptionUntil: '', exceptionReason: '' };

@Component({
  selector: 'cs-mark-clause-form',
  imports: [DayField, FormFrame, LongTextField, MatButton, NumberField, RadioField, TextField],
  templateUrl: './mark-clause-form.html',
  styleUrl: './mark-clause-form.scss',
})
export class MarkClauseForm {
  readonly contractId = input.required<Uuid>();
  readonly clause = input.required<ClauseState>();
  readonly marked = output<ContractView>();
  readonly left = output();

  readonly #contracts = inject(ContractsClient);
  readonly #session = inject(SessionStore);
  readonly #today = this.#session.today;
  readonly #mayExceptAny = computed(() => this.#session.may('engagement.approve'));
  readonly #draft = signal<MarkDraft>(UNMARKED);
  protected readonly revised = new Revised<Standing, MarkDraft>({
    draft: this.#draft,
    row: () => this.clause(),
    subject: () => this.clause().clause,
    subjectInWords: () => this.clause().title,
    draftOf: (mark) => ({
      status: mark.status === null || mark.status === 'not-reviewed' ? '' : mark.status,
      quote: mark.quote ?? '',
      page: mark.page === null ? '' : String(mark.page),
      exceptionUntil: mark.exceptionUntil ?? '',
      exceptionReason: mark.exceptionReason ?? '',
    }),
    inWords: ({ status, quote, page, exceptionUntil, exceptionReason }) => [
      [
        $localize`:@@mark-clause-form.in-the-contract:In the contract`,
        status === '' ? '' : CLAUSE_STATUS_WORDS[status].text,
      ],
      [$localize`:@@mark-clause-form.quote-from-the-contract:Quote from the contract`, quote.trim()],
      [$localize`:@@mark-clause-form.page:Page`, page],
      [$localize`:@@mark-clause-form.exception-until:Exception until`, exceptionUntil],
      [$localize`:@@mark-clause-form.reason:Reason`, exceptionReason.trim()],
    ],
  });
  /** What a law requires only risk may except; what the contract holds, only whoever keeps contracts says. */
  protected readonly statuses = computed(() => {
    const reads = this.#session.may('contract.write');
    const excepts = this.#mayExceptAny() || (reads && !this.clause().byLaw);
    return byWords(CLAUSE_STATUS_WORDS, [
      ...(reads ? FOUND : []),
      ...(excepts ? (['excepted'] as const) : []),
    ]);
  });
  protected readonly excepted = computed(() => this.#draft().status === 'excepted');
  protected readonly nonCompliance = computed(() => this.excepted() && this.clause().byLaw);

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.status, {
        message: $localize`:@@mark-clause-form.say-whether-the-clause:Say whether the clause is in the contract.`,
      });
      hidden(path.quote, { when: ({ valueOf }) => !inContract(valueOf(path.status)) });
      hidden(path.page, { when: ({ valueOf }) => !inContract(valueOf(path.status)) });
      hidden(path.exceptionUntil, { when: ({ valueOf }) => valueOf(path.status) !== 'excepted' });
      hidden(path.exceptionReason, { when: ({ valueOf }) => valueOf(path.status) !== 'excepted' });
      maxLength(path.quote, 10_000, {
        message: $localize`:@@mark-clause-form.keep-the-quote-within:Keep the quote within 10,000 characters.`,
      });
      pattern(path.page, /^([1-9]\d{0,3})?$/, {
        message: $localize`:@@mark-clause-form.give-the-page-as:Give the page as a whole number.`,
      });
      required(path.exceptionUntil, {
        message: $localize`:@@mark-clause-form.give-the-last-day:Give the last day of the exception.`,
      });
      validate(path.exceptionUntil, ({ value }) =>
        value() !== '' && value() <= this.#today()
          ? {
              kind: 'past',
              message: $localize`:@@mark-clause-form.choose-a-last-day:Choose a last day in the future.`,
            }
          : null,
      );
      required(path.exceptionReason, {
        message: $localize`:@@mark-clause-form.give-the-reason-for:Give the reason for the exception.`,
      });
      maxLength(path.exceptionReason, 2_000, {
        message: $localize`:@@mark-clause-form.keep-the-reason-within:Keep the reason within 2,000 characters.`,
      });
    },
    save: (draft) => this.revised.save((revision) => this.#save(draft, revision)),
    saved: (contract) => this.marked.emit(contract),
    fieldFor: (apiField) => EXCEPTION_FIELDS[apiField] ?? apiField,
  });

  #save(draft: MarkDraft, revision: number): Observable<ContractView> {
    const { clause } = this.clause();
    if (draft.status !== 'excepted' || !this.#mayExceptAny()) {
      return this.#contracts.markClause(this.contractId(), clause, toMark(draft, revision));
    }
    const exception = { until: draft.exceptionUntil, reason: draft.exceptionReason.trim(), revision };
    return this.#contracts.exceptClause(this.contractId(), clause, exception);
  }
}

/** The API's names of the fields of an exception. */
const EXCEPTION_FIELDS: Readonly<Record<string, string>> = {
  until: 'exceptionUntil',
  reason: 'exceptionReason',
};

function inContract(status: Mark | ''): boolean {
  return status === 'present' || status === 'partial';
}

function toMark(draft: MarkDraft, revision: number): MarkClause {
  const status = draft.status || 'missing';
  const excepted = status === 'excepted';
  return {
    status,
    quote: inContract(status) ? draft.quote.trim() || null : null,
    page: inContract(status) && draft.page !== '' ? Number(draft.page) : null,
    exceptionUntil: excepted ? draft.exceptionUntil : null,
    exceptionReason: excepted ? draft.exceptionReason.trim() : null,
    revision,
  };
}
