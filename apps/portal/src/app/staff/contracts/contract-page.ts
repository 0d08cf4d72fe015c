import { Component, computed, inject, input } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { type Params, RouterLink } from '@angular/router';
import { SessionStore } from '../../session/session-store';
import { DatePipe } from '../../ui/dates';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { type Tab, UrlTabs } from '../../ui/object/url-tabs';
import { WhatNextPanel } from '../../ui/object/what-next';
import { StateChip } from '../../ui/state-chip';
import { CONTRACT_STATE_WORDS } from '../../ui/words';
import { ShowStep } from '../assessments/show-step';
import { ObjectHistory } from '../audit/object-history';
import { NotesPanel } from '../notes/notes-panel';
import { outcomeInWords } from '../tables/contract-outcome';
import { ClausesTab } from './clauses/clauses-tab';
import { ContractMail } from './contract-mail';
import { contractNext } from './contract-next';
import type { ContractView } from './contract-view';
import { ContractsClient } from './contracts-client';
import { moneyInWords } from './money';
import { actionableDay } from './terms/actionable-day';
import { NoticeDay } from './terms/notice-day';
import { TermsTab } from './terms/terms-tab';

@Component({
  selector: 'cs-contract-page',
  imports: [
    ClausesTab,
    ContractMail,
    DatePipe,
    MatAnchor,
    MatButton,
    NotesPanel,
    NoticeDay,
    ObjectHeader,
    ObjectHistory,
    ObjectState,
    RouterLink,
    StateChip,
    TermsTab,
    UrlTabs,
    WhatNextPanel,
  ],
  templateUrl: './contract-page.html',
  host: { class: 'cs-stack' },
})
export class ContractPage {
  readonly id = input.required<string>();
  readonly tab = input('terms', { transform: (tab: string | undefined) => tab ?? 'terms' });
  readonly show = input<string>();
  /** Which form of the terms is open. */
  readonly act = input<string>();

  readonly #session = inject(SessionStore);
  readonly #step = inject(ShowStep);
  protected readonly contract = inject(ContractsClient).contract(this.id);
  protected readonly states = CONTRACT_STATE_WORDS;
  readonly #shown = computed(() => (this.contract.hasValue() ? this.contract.value() : null));

  protected readonly day = computed(() => {
    const shown = this.#shown();
    if (shown === null) {
      return null;
    }
    const { terms, standing, row, schedule } = shown;
    const term = schedule.find(({ number }) => number === row.dueTermNumber);
    const due =
      term === undefined || term.lastDay === null || row.dueOn === null
        ? null
        : { term: { ...term, lastDay: term.lastDay }, date: row.dueOn };
    return actionableDay({ terms, standing, today: this.#session.today(), due, outcome: row.outcome });
  });
  protected readonly outcome = computed(() => {
    const shown = this.#shown();
    return shown === null ? null : outcomeInWords(shown.row, this.#session.today());
  });
  protected readonly next = computed(() => {
    const shown = this.#shown();
    return shown === null ? null : contractNext(shown, this.#session.today());
  });
  protected readonly mayWrite = computed(() => this.#session.may('contract.write'));
  protected readonly tabs = computed<Tab[]>(() => {
    const shown = this.#shown();
    return [
      { key: 'terms', text: $localize`:@@contract-page.terms:Terms` },
      { key: 'clauses', text: $localize`:@@contract-page.clauses:Clauses` },
      {
        key: 'engagements',
        text: $localize`:@@contract-page.engagements:Engagements`,
        count: shown?.engagements.length ?? 0,
      },
      { key: 'mail', text: $localize`:@@contract-page.mail:Mail` },
      { key: 'history', text: $localize`:@@contract-page.history:History` },
    ];
  });

  protected take(params: Params): void {
    void this.#step.go(params, 'cs-term-actions, cs-clauses-tab');
  }

  protected value(shown: ContractView): string | null {
    return shown.annualValue === null
      ? null
      : $localize`:@@contract-page.a-year:${moneyInWords(shown.annualValue)}:moneyInWords: a year`;
  }
}
