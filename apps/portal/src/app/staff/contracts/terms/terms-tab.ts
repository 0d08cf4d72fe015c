import { Component, computed, inject, input, output } from '@angular/core';
import { SessionStore } from '../../../session/session-store';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { StateChip } from '../../../ui/state-chip';
import { DECISION_WORDS } from '../../../ui/words';
import { type ContractView, isVoid } from '../contract-view';
import { AgreedTermList } from './agreed-term-list';
import { AmendmentList } from './amendment-list';
import { contractCalendar } from './contract-calendar';
import { NoticeList } from './notice-list';
import { TermActions } from './term-actions';
import { type TermLine, TermTable } from './term-table';
import { termsInWords } from './terms-in-words';

type DecisionLine = ContractView['decisions'][number];

@Component({
  selector: 'cs-terms-tab',
  imports: [
    AgreedTermList,
    AmendmentList,
    EmptyNote,
    InstantPipe,
    NoticeList,
    StateChip,
    TermActions,
    TermTable,
  ],
  templateUrl: './terms-tab.html',
  styleUrl: './terms-tab.scss',
  host: { class: 'cs-stack' },
})
export class TermsTab {
  readonly contract = input.required<ContractView>();
  readonly act = input<string>();
  readonly changed = output<ContractView>();

  readonly #session = inject(SessionStore);
  protected readonly calendar = contractCalendar();
  protected readonly decisionWords = DECISION_WORDS;
  protected readonly mayWrite = computed(
    () => this.#session.may('contract.write') && !isVoid(this.contract()),
  );
  protected readonly stated = computed(() => termsInWords(this.contract().terms));
  protected readonly lines = computed<TermLine[]>(() =>
    this.contract().schedule.map((term) => ({
      ...term,
      actionable: term.number === this.contract().row.dueTermNumber,
      decision: this.#decisionOn(term.number),
    })),
  );
  protected readonly noTerms = computed(() =>
    this.contract().terms.renewal.kind === 'evergreen'
      ? $localize`:@@terms-tab.this-contract-has-no:This contract has no terms: it runs until somebody gives notice.`
      : $localize`:@@terms-tab.its-terms-are-not-known:Its terms are not known yet: once what it says is complete they appear here.`,
  );

  /** Why a decision no longer stands; empty while it does. */
  protected withdrawn({ withdrawnBecause }: DecisionLine): string {
    switch (withdrawnBecause) {
      case 'replaced':
        return $localize`:@@terms-tab.replaced:replaced by a later decision`;
      case 'last-day-moved':
        return $localize`:@@terms-tab.last-day-moved:the last day has moved since`;
      case 'notice-withdrawn':
        return $localize`:@@terms-tab.notice-withdrawn:the notice was withdrawn`;
      case null:
        return '';
    }
  }

  #decisionOn(term: number) {
    return (
      this.contract().decisions.findLast(
        ({ termNumber, withdrawnAt }) => termNumber === term && withdrawnAt === null,
      )?.decision ?? null
    );
  }
}
