import { Component, computed, inject, input } from '@angular/core';
import {
  type BusinessCalendar,
  contractStanding,
  type ContractTerms,
  keptSchedule,
  unknownParts,
} from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { DayPipe } from '../../../ui/dates';
import { StateChip } from '../../../ui/state-chip';
import { CONTRACT_STATE_WORDS } from '../../../ui/words';
import { unknownPartsInWords } from '../../tables/unknown-terms';
import { actionableDay } from '../terms/actionable-day';
import { NoticeDay } from '../terms/notice-day';

const TERMS_SHOWN = 4;

@Component({
  selector: 'cs-terms-preview',
  imports: [DayPipe, NoticeDay, StateChip],
  templateUrl: './terms-preview.html',
  styleUrl: './terms-preview.scss',
})
export class TermsPreview {
  readonly terms = input.required<ContractTerms | null>();
  /** With the organisation's days off, which come with the form: the days shown are the days saved. */
  readonly calendar = input.required<BusinessCalendar | null>();
  readonly #today = inject(SessionStore).today;
  protected readonly states = CONTRACT_STATE_WORDS;

  protected readonly standing = computed(() => {
    const [terms, calendar] = [this.terms(), this.calendar()];
    return terms === null || calendar === null
      ? null
      : contractStanding(terms, calendar, this.#today(), { stillServed: true });
  });
  protected readonly day = computed(() => {
    const terms = this.terms();
    const standing = this.standing();
    if (terms === null || standing === null) {
      return null;
    }
    const { actionableTerm: term, actionableDate: date } = standing;
    const due = term === null || date === null ? null : { term, date };
    return actionableDay({ terms, standing, today: this.#today(), due, outcome: null });
  });
  protected readonly missing = computed(() => {
    const terms = this.terms();
    return terms === null ? '' : unknownPartsInWords(unknownParts(terms));
  });
  /** From the current term on: what is over needs no decision. */
  protected readonly schedule = computed(() => {
    const [terms, calendar, standing] = [this.terms(), this.calendar(), this.standing()];
    if (terms === null || calendar === null || standing === null) {
      return [];
    }
    return keptSchedule(terms, calendar, this.#today(), standing.actionableTerm)
      .filter(({ lastDay }) => lastDay >= this.#today())
      .slice(0, TERMS_SHOWN);
  });
}
