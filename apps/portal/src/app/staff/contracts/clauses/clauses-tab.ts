import { Component, computed, inject, input, output } from '@angular/core';
import { message } from '../../../language/message';
import { SessionStore } from '../../../session/session-store';
import { formatDay } from '../../../language/formats';
import { EmptyNote } from '../../../ui/empty-note';
import { ShowFilter, type ShowOption } from '../../assessments/show-filter';
import { type ContractView, isVoid } from '../contract-view';
import { ClauseCard } from './clause-card';
import {
  CLAUSE_FILTERS,
  CLAUSE_FILTER_WORDS,
  clauseFilterOf,
  clausePasses,
  inOrderOfNeed,
} from './clause-filter';

@Component({
  selector: 'cs-clauses-tab',
  imports: [ClauseCard, EmptyNote, ShowFilter],
  template: `
    <p class="summary">
      <strong>{{ summary() }}</strong>
      <span i18n="@@clauses-tab.information-not-legal-advice" class="cs-muted"
        >Information, not legal advice.</span
      >
    </p>
    <cs-show-filter
      [options]="options()"
      [selected]="filter()"
      label="Which clauses are shown"
      i18n-label="@@clauses-tab.which-clauses-are-shown"
    />
    @for (clause of clauses(); track clause.clause) {
      <cs-clause-card
        [contractId]="contract().id"
        [clause]="clause"
        [mayMark]="mayMark()"
        (changed)="changed.emit($event)"
      />
    } @empty {
      <cs-empty-note text="No clause fits this filter." i18n-text="@@clauses-tab.no-clause-fits-this" />
    }
  `,
  styles: `
    cs-clause-card + cs-clause-card {
      margin-block-start: calc(-1 * var(--cs-space-2));
    }

    .summary {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--cs-space-4);
      align-items: baseline;
    }

    strong {
      font: var(--mat-sys-title-medium);
    }
  `,
  host: { class: 'cs-stack' },
})
export class ClausesTab {
  readonly contract = input.required<ContractView>();
  readonly show = input<string>();
  readonly changed = output<ContractView>();

  readonly #session = inject(SessionStore);
  protected readonly mayMark = computed(
    () =>
      !isVoid(this.contract()) &&
      (this.#session.may('contract.write') || this.#session.may('engagement.approve')),
  );
  protected readonly filter = computed(() => clauseFilterOf(this.show()));
  protected readonly options = computed<ShowOption[]>(() =>
    CLAUSE_FILTERS.map((key) => ({
      key,
      text: CLAUSE_FILTER_WORDS[key],
      count: this.contract().clauses.filter((clause) => clausePasses(clause, key)).length,
    })),
  );
  protected readonly clauses = computed(() =>
    inOrderOfNeed(this.contract().clauses).filter((clause) => clausePasses(clause, this.filter())),
  );
  protected readonly summary = computed(() => {
    const needed = this.contract().clauses.filter(({ level }) => level === 'required').length;
    const { gaps, toReview, reviewDueOn } = this.contract().row;
    if (isVoid(this.contract())) {
      return $localize`:@@clauses-tab.void:What was marked before the contract became void. It counts for no engagement.`;
    }
    if (toReview === 0 || reviewDueOn === null) {
      return message(
        $localize`:@@clauses-tab.gaps:{open, plural, =0 {No gap: all {n, plural, one {# required clause} other {# required clauses}} are covered} one {# gap in {n, plural, one {# required clause} other {# required clauses}}} other {# gaps in {n, plural, one {# required clause} other {# required clauses}}}}`,
        { open: gaps, n: needed },
      );
    }
    const overdue = reviewDueOn < this.#session.today();
    return message(
      overdue
        ? $localize`:@@clauses-tab.to-review-overdue:{open, plural, one {# of {n, plural, one {# required clause} other {# required clauses}} is not reviewed yet} other {# of {n, plural, one {# required clause} other {# required clauses}} are not reviewed yet}}: overdue since {day}. {gaps, plural, =0 {No gap found so far} one {# gap found so far} other {# gaps found so far}}`
        : $localize`:@@clauses-tab.to-review:{open, plural, one {# of {n, plural, one {# required clause} other {# required clauses}} is not reviewed yet} other {# of {n, plural, one {# required clause} other {# required clauses}} are not reviewed yet}}: read the contract for them by {day}. {gaps, plural, =0 {No gap found so far} one {# gap found so far} other {# gaps found so far}}`,
      { open: toReview, n: needed, gaps, day: formatDay(reviewDueOn) },
    );
  });
}
