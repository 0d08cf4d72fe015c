import { Component, computed, inject, input } from '@angular/core';
import {
  addMonths,
  type BusinessCalendar,
  contractStanding,
  type ContractTerms,
  openSchedule,
} from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { DayPipe } from '../../../ui/dates';
import { StateChip } from '../../../ui/state-chip';
import { CONTRACT_STATE_WORDS } from '../../../ui/words';
import { actionableDay } from '../terms/actionable-day';
import { NoticeDay } from '../terms/notice-day';

/** The organisation's holidays are the server's; a preview knows only weekends, and says so. */
const WEEKENDS_ONLY: BusinessCalendar = { holidays: new Set() };
const MONTHS_AHEAD = 24;
const TERMS_SHOWN = 4;

@Component({
  selector: 'cs-terms-preview',
  imports: [DayPipe, NoticeDay, StateChip],
  templateUrl: './terms-preview.html',
  styleUrl: './terms-preview.scss',
})
export class TermsPreview {
  readonly terms = input.required<ContractTerms | null>();
  readonly #today = inject(SessionStore).today;
  protected readonly states = CONTRACT_STATE_WORDS;

  protected readonly standing = computed(() => {
    const terms = this.terms();
    return terms === null
      ? null
      : contractStanding(terms, WEEKENDS_ONLY, this.#today(), { engagementOpen: true });
  });
  protected readonly day = computed(() => {
    const terms = this.terms();
    const standing = this.standing();
    return terms === null || standing === null
      ? null
      : actionableDay({ terms, standing, today: this.#today(), decision: null, noticeSentOn: null });
  });
  /** From the current term on: what is over needs no decision. */
  protected readonly schedule = computed(() => {
    const terms = this.terms();
    if (terms === null) {
      return [];
    }
    const today = this.#today();
    const until = addMonths(today > terms.effectiveOn ? today : terms.effectiveOn, MONTHS_AHEAD);
    const schedule = openSchedule(terms, WEEKENDS_ONLY, { until });
    const first = schedule.firstNotOver(today);
    const shown = Math.min(TERMS_SHOWN, schedule.count - first + 1);
    return Array.from({ length: shown }, (_none, index) => schedule.term(first + index));
  });
}
