import { ruleWords } from '../../../language/rule-words';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { pattern, required, validate } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import {
  amended,
  type Amendment,
  amendmentProblems,
  contractStanding,
  type ContractTerms,
  dayProblem,
  keptSchedule,
  type Notice,
  type Term,
} from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { NumberField } from '../../../ui/form/number-field';
import { SelectField } from '../../../ui/form/select-field';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import type { ContractView } from '../contract-view';
import { ContractsClient } from '../contracts-client';
import { SeenContract } from '../seen-contract';
import { offeredActs, standingNotice } from '../offered-acts';
import { NoticeFields } from '../new/notice-fields';
import { contractCalendar } from '../terms/contract-calendar';
import { SchedulesCompared } from './schedules-compared';
import { VoidNote } from './void-note';

interface AmendmentDraft {
  readonly fromTerm: string;
  readonly agreedOn: string;
  readonly lastDay: string;
  readonly renewalMonths: string;
  readonly noticeKind: '' | 'none' | 'days' | 'months' | 'window';
  readonly noticeDays: string;
  readonly noticeMonths: string;
  readonly opensDays: string;
  readonly closesDays: string;
  readonly reopens: 'yes' | 'no';
}

type Field = keyof AmendmentDraft;

const REOPENS = [
  { value: 'no', text: $localize`:@@amend-contract.stays-passed:It stays passed` },
  { value: 'yes', text: $localize`:@@amend-contract.is-open-again:It is open again, by this amendment` },
] as const;

/** The form's field for each field of an amendment. */
const FIELDS: Readonly<Record<string, Field>> = {
  fromTerm: 'fromTerm',
  agreedOn: 'agreedOn',
  lastDay: 'lastDay',
  renewalMonths: 'renewalMonths',
  notice: 'noticeKind',
  'notice.days': 'noticeDays',
  'notice.months': 'noticeMonths',
  'notice.opensDays': 'opensDays',
  'notice.closesDays': 'closesDays',
  reopens: 'reopens',
};

/** An amendment, with the schedule before and after it side by side: computed here by the rules that save it. */
@Component({
  selector: 'cs-amend-contract',
  imports: [
    DayField,
    FormFrame,
    MatAnchor,
    NoticeFields,
    NumberField,
    ObjectState,
    PageHeader,
    RouterLink,
    SchedulesCompared,
    SelectField,
    VoidNote,
  ],
  templateUrl: './amend-contract.html',
  host: { class: 'cs-stack' },
})
export class AmendContractPage {
  readonly id = input.required<string>();

  readonly #contracts = inject(ContractsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  protected readonly today = inject(SessionStore).today;
  protected readonly reopenings = REOPENS;
  readonly #calendar = contractCalendar();
  protected readonly contract = this.#contracts.contract(this.id);
  readonly #shown = computed<ContractView | null>(() =>
    this.contract.hasValue() ? this.contract.value() : null,
  );
  readonly #seen = new SeenContract(this.#shown);
  readonly #source = computed(() => this.#shown()?.id ?? '');
  readonly #draft = linkedSignal<string, AmendmentDraft>({
    source: this.#source,
    computation: () => ({
      fromTerm: '',
      agreedOn: '',
      lastDay: '',
      renewalMonths: '',
      noticeKind: '',
      noticeDays: '',
      noticeMonths: '',
      opensDays: '',
      closesDays: '',
      reopens: 'no',
    }),
  });
  protected readonly renews = computed(() => this.#shown()?.terms.renewal.kind === 'auto');
  protected readonly hasTerms = computed(() => (this.#shown()?.schedule.length ?? 0) > 0);
  /** Why no amendment can be recorded at all; null where one can, or while the days off are not there yet. */
  protected readonly barred = computed<string | null>(() => {
    const [shown, calendar] = [this.#shown(), this.#calendar()];
    if (shown === null || calendar === null || offeredActs(shown, calendar, this.today()).amend) return null;
    if (standingNotice(shown) !== null) {
      return $localize`:@@amend-contract.a-notice-stands:A notice to the vendor stands: withdraw it first if the contract goes on.`;
    }
    return this.hasTerms() || shown.terms.renewal.kind === 'evergreen'
      ? $localize`:@@amend-contract.as-many-as-can-be:It has as many amendments as a contract can have: correct the terms and leave out those that later ones replaced.`
      : $localize`:@@amend-contract.no-terms-yet:Its terms are not known yet: complete them before they are amended.`;
  });
  readonly #problems = computed(() => {
    const [shown, calendar] = [this.#shown(), this.#calendar()];
    const draft = this.#draft();
    if (shown === null || calendar === null || !isReady(draft)) {
      return [];
    }
    const { terms, signedOn } = shown;
    return amendmentProblems({ terms, signedOn, calendar, today: this.today() }, amendmentOf(draft));
  });
  readonly #complete = computed(
    () => this.#calendar() !== null && isReady(this.#draft()) && this.#problems().length === 0,
  );
  protected readonly before = computed(() => this.#scheduleOf(this.#shown()?.terms ?? null));
  protected readonly after = computed(() => {
    const shown = this.#shown();
    return shown === null || !this.#complete()
      ? null
      : this.#scheduleOf(amended(shown.terms, amendmentOf(this.#draft())));
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.#seen,
    rules: (path) => {
      required(path.agreedOn, {
        message: $localize`:@@amend-contract.give-the-day:Give the day on which it was agreed.`,
      });
      required(path.fromTerm, {
        message: $localize`:@@amend-contract.give-the-term:Give the number of the term from which it rules.`,
      });
      for (const field of Object.values(FIELDS)) {
        validate(path[field], () => {
          const message = this.#problem(field);
          return message === null ? null : { kind: 'amendment', message };
        });
      }
      pattern(path.fromTerm, /^\s*[1-9]\d{0,3}\s*$/, {
        message: $localize`:@@amend-contract.the-number-of-a-term:Give the number of a term, such as 2.`,
      });
    },
    save: (draft) =>
      this.#seen.save((revision) =>
        this.#contracts.amend(this.id(), {
          ...amendmentOf(draft),
          reopens: draft.reopens === 'yes',
          revision,
        }),
      ),
    fieldFor: (field) => FIELDS[field] ?? field,
    saved: (contract) => {
      this.#notices.done($localize`:@@amend-contract.the-amendment-was:The amendment was recorded.`);
      void this.#router.navigate(['/contracts', contract.id]);
    },
  });

  #problem(field: Field): string | null {
    const wrong = wrongDays(this.#draft()).find((one) => one.field === field);
    if (wrong !== undefined) {
      return wrong.message;
    }
    const problem = this.#problems().find((one) => FIELDS[one.field] === field);
    return problem === undefined ? null : ruleWords(problem.message);
  }

  /** As it is saved, from the current term on. */
  #scheduleOf(terms: ContractTerms | null): readonly Term[] | null {
    const calendar = this.#calendar();
    if (terms === null || calendar === null) {
      return null;
    }
    const { actionableTerm } = contractStanding(terms, calendar, this.today(), { stillServed: true });
    return keptSchedule(terms, calendar, this.today(), actionableTerm).filter(
      ({ lastDay }) => lastDay >= this.today(),
    );
  }
}

/** Days that are none; an empty one is asked for by the form itself. */
function wrongDays(draft: AmendmentDraft): readonly { field: Field; message: string }[] {
  return (['agreedOn', 'lastDay'] as const).flatMap((field) => {
    const problem = draft[field] === '' ? null : dayProblem(draft[field]);
    return problem === null ? [] : [{ field, message: ruleWords(problem) }];
  });
}

function isReady(draft: AmendmentDraft): boolean {
  return draft.agreedOn !== '' && draft.fromTerm.trim() !== '' && wrongDays(draft).length === 0;
}

function amendmentOf(draft: AmendmentDraft): Amendment & { readonly reopens: boolean } {
  return {
    fromTerm: Number(draft.fromTerm),
    agreedOn: draft.agreedOn,
    lastDay: draft.lastDay || null,
    renewalMonths: whole(draft.renewalMonths),
    notice: noticeOf(draft),
    reopens: draft.reopens === 'yes',
  };
}

function noticeOf(draft: AmendmentDraft): Notice | null {
  switch (draft.noticeKind) {
    case '':
      return null;
    case 'none':
      return { kind: 'none' };
    case 'days':
      return { kind: 'days', days: whole(draft.noticeDays) ?? -1 };
    case 'months':
      return { kind: 'months', months: whole(draft.noticeMonths) ?? 0 };
    case 'window':
      return {
        kind: 'window',
        opensDays: whole(draft.opensDays) ?? 0,
        closesDays: whole(draft.closesDays) ?? -1,
      };
  }
}

function whole(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
