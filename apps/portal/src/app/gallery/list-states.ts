import { Component, computed, input, signal } from '@angular/core';
import type { Page } from '@countersign/api-types';
import { Column } from '../ui/list/column';
import { List } from '../ui/list/list';
import { ListDay } from '../ui/list/list-day';
import { ListFilter } from '../ui/list/list-filter';
import type { ListPage } from '../ui/list/list-page';
import { type ListDefinition, ListState } from '../ui/list/list-state';
import { ListSwitch } from '../ui/list/list-switch';
import { RatingChip } from '../ui/rating-chip';
import { LONG_TEXT } from './entries';
import { AWAY } from './problems';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly level: 'low' | 'moderate' | 'very-high';
  readonly findings: number;
}

const ROWS: readonly Row[] = [
  { id: '1', name: 'Fernhill Payroll', level: 'moderate', findings: 3 },
  { id: '2', name: LONG_TEXT, level: 'very-high', findings: 128 },
  { id: '3', name: 'Ashdown', level: 'low', findings: 0 },
];

export const LIST_LOOKS = ['rows', 'reading anew', 'no match', 'empty', 'loading', 'problem'] as const;
export type ListLook = (typeof LIST_LOOKS)[number];

const DEFINITION: ListDefinition = {
  sort: 'name',
  direction: 'asc',
  filters: ['tier', 'from', 'overdue'],
};

/** As if the address named a search, which it does for every list of the page or for none. */
class SearchedList extends ListState {
  override readonly search = signal('Larkspur').asReadonly();
  override readonly filtered = signal(true).asReadonly();
}

/** A list with rows, without, while it loads, and when it cannot be read. */
@Component({
  selector: 'cs-list-states',
  imports: [Column, List, ListDay, ListFilter, ListSwitch, RatingChip],
  template: `
    <cs-list
      [of]="page()"
      counted="{n, plural, one {# vendor} other {# vendors}}"
      pagesOf="Pages of vendors"
      noMatch="No vendors match"
      showAll="Show all vendors"
    >
      <ng-container csFilters>
        <cs-list-filter [list]="list()" name="tier" label="Tier" [options]="tiers" />
        <cs-list-day [list]="list()" name="from" label="From" />
        <cs-list-switch [list]="list()" name="overdue" label="Overdue only" />
      </ng-container>
      <ng-template [csColumn]="page()" label="Vendor" sort="name" let-row>{{ row.name }}</ng-template>
      <ng-template [csColumn]="page()" label="Rating" let-row>
        <cs-rating-chip [level]="row.level" />
      </ng-template>
      <ng-template [csColumn]="page()" label="Open findings" [numeric]="true" let-row>
        {{ row.findings }}
      </ng-template>
      <p csEmpty>Add the first vendor.</p>
    </cs-list>
  `,
})
export class ListStates {
  readonly state = input.required<ListLook>();

  protected readonly all = new ListState(DEFINITION);
  protected readonly searched = new SearchedList(DEFINITION);
  protected readonly list = computed(() => (this.state() === 'no match' ? this.searched : this.all));
  protected readonly tiers = [{ value: '1', text: 'Tier 1' }];
  protected readonly page = computed<ListPage<Row>>(() => ({
    list: this.list(),
    page: computed(() => this.#answer()),
    loading: computed(() => this.state() === 'loading' || this.state() === 'reading anew'),
    problem: computed(() => (this.state() === 'problem' ? AWAY : null)),
    reload: () => undefined,
  }));

  #answer(): Page<Row> | null {
    const items = this.state() === 'rows' || this.state() === 'reading anew' ? ROWS : [];
    return this.state() === 'loading' || this.state() === 'problem'
      ? null
      : { items: [...items], nextCursor: items.length > 0 ? 'next' : null, total: items.length };
  }
}
