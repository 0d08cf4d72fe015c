import { Component, computed, inject, input, signal } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { type Params, RouterLink } from '@angular/router';
import { type Observable, tap } from 'rxjs';
import { SessionStore } from '../../session/session-store';
import { DatePipe, InstantPipe } from '../../ui/dates';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { type Tab, UrlTabs } from '../../ui/object/url-tabs';
import { WhatNextPanel } from '../../ui/object/what-next';
import { type Reasoned, ReasonForm } from '../../ui/form/reason-form';
import { StateChip } from '../../ui/state-chip';
import { CONTRACT_STATE_WORDS, VOIDED } from '../../ui/words';
import { ShowStep } from '../assessments/show-step';
import { ObjectHistory } from '../audit/object-history';
import { NotesPanel } from '../notes/notes-panel';
import { outcomeInWords } from '../tables/contract-outcome';
import { ClausesTab } from './clauses/clauses-tab';
import { ContractMail } from './contract-mail';
import { CoveredEngagements } from './covered-engagements';
import { contractNext } from './contract-next';
import { type ContractView, isVoid } from './contract-view';
import { ContractsClient } from './contracts-client';
import { KnownContractNote, SameReference } from './known-contract';
import { moneyInWords } from './money';
import { offeredActs } from './offered-acts';
import { actionableDay } from './terms/actionable-day';
import { contractCalendar } from './terms/contract-calendar';
import { NoticeDay } from './terms/notice-day';
import { TermsTab } from './terms/terms-tab';

@Component({
  selector: 'cs-contract-page',
  imports: [
    ClausesTab,
    ContractMail,
    CoveredEngagements,
    DatePipe,
    InstantPipe,
    KnownContractNote,
    MatAnchor,
    MatButton,
    NotesPanel,
    NoticeDay,
    ObjectHeader,
    ObjectHistory,
    ObjectState,
    ReasonForm,
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
  readonly #contracts = inject(ContractsClient);
  protected readonly contract = this.#contracts.contract(this.id);
  readonly #calendar = contractCalendar();
  protected readonly states = CONTRACT_STATE_WORDS;
  protected readonly voidWords = VOIDED;
  protected readonly sameReference = new SameReference();
  protected readonly bringingBack = signal(false);
  readonly #shown = computed(() => (this.contract.hasValue() ? this.contract.value() : null));

  protected readonly day = computed(() => {
    const shown = this.#shown();
    if (shown === null || isVoid(shown)) {
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
    return shown === null || isVoid(shown) ? null : outcomeInWords(shown.row, this.#session.today());
  });
  protected readonly next = computed(() => {
    const shown = this.#shown();
    if (shown === null || isVoid(shown)) return null;
    const [calendar, today] = [this.#calendar(), this.#session.today()];
    return contractNext(shown, today, calendar === null ? null : offeredActs(shown, calendar, today));
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

  protected readonly bringBack = computed<Reasoned>(() => ({
    id: this.id(),
    label: $localize`:@@contract-page.why-it-counts-again:Why it counts again`,
    hint: $localize`:@@contract-page.kept-in-its-history:Kept in the history of the contract.`,
    most: 2_000,
    missing: $localize`:@@contract-page.say-why-it-counts-again:Say why the contract counts again.`,
    saveLabel: $localize`:@@contract-page.bring-it-back:Bring it back`,
    savingLabel: $localize`:@@contract-page.bringing-it-back:Bringing it back …`,
    leaveLabel: $localize`:@@contract-page.leave-it-void:Leave it void`,
    done: $localize`:@@contract-page.it-counts-again:The contract counts again.`,
    save: (reason) => this.#broughtBack(reason),
  }));

  #broughtBack(reason: string): Observable<ContractView> {
    return this.sameReference
      .save((apartFrom) => this.#contracts.bringBack(this.id(), reason, apartFrom))
      .pipe(tap((contract) => this.contract.set(contract)));
  }

  protected take(params: Params): void {
    void this.#step.go(params, 'cs-term-actions, cs-clauses-tab');
  }

  /** Its values and numbers, those that are known. */
  protected more({ details }: ContractView): readonly string[] {
    const { annualValue, totalValue, oneOffValue, costCentre, supplierNumber } = details;
    return [
      annualValue && $localize`:@@contract-page.a-year:${moneyInWords(annualValue)}:moneyInWords: a year`,
      totalValue && $localize`:@@contract-page.in-total:${moneyInWords(totalValue)}:moneyInWords: in total`,
      oneOffValue && $localize`:@@contract-page.once:${moneyInWords(oneOffValue)}:moneyInWords: once`,
      costCentre && $localize`:@@contract-page.cost-centre:cost centre ${costCentre}:costCentre:`,
      supplierNumber &&
        $localize`:@@contract-page.supplier:supplier number ${supplierNumber}:supplierNumber:`,
    ].filter((line) => line !== null);
  }
}
