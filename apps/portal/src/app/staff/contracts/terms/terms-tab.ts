import { Component, computed, inject, input, output } from '@angular/core';
import { SessionStore } from '../../../session/session-store';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { StateChip } from '../../../ui/state-chip';
import { DECISION_WORDS } from '../../../ui/words';
import type { ContractView } from '../contract-view';
import { DecisionForm } from './decision-form';
import { NoticeForm } from './notice-form';
import { type TermLine, TermTable } from './term-table';
import { termsInWords } from './terms-in-words';

@Component({
  selector: 'cs-terms-tab',
  imports: [DayPipe, DecisionForm, EmptyNote, InstantPipe, NoticeForm, StateChip, TermTable],
  templateUrl: './terms-tab.html',
  styleUrl: './terms-tab.scss',
  host: { class: 'cs-stack' },
})
export class TermsTab {
  readonly contract = input.required<ContractView>();
  readonly changed = output<ContractView>();

  readonly #session = inject(SessionStore);
  protected readonly decisionWords = DECISION_WORDS;
  protected readonly stated = computed(() => termsInWords(this.contract().terms));
  protected readonly lines = computed<TermLine[]>(() =>
    this.contract().schedule.map((term) => ({ ...term, decision: this.#decisionOn(term.number) })),
  );
  /** The term that can still be decided: the one whose notice day is not past. */
  protected readonly open = computed(() => this.contract().schedule.find((term) => term.actionable) ?? null);
  protected readonly mayDecide = computed(() => this.#session.may('contract.write') && this.open() !== null);
  protected readonly decided = computed(() => {
    const open = this.open();
    return open !== null && this.#decisionOn(open.number) !== null;
  });
  protected readonly noticeMissing = computed(() => {
    const open = this.open();
    return (
      open !== null &&
      this.#session.may('contract.write') &&
      this.#decisionOn(open.number) === 'end' &&
      (open.ending === 'renews' || open.ending === 'not-known') &&
      !this.contract().notices.some(({ termNumber }) => termNumber === open.number)
    );
  });

  #decisionOn(term: number) {
    return this.contract().decisions.findLast(({ termNumber }) => termNumber === term)?.decision ?? null;
  }
}
