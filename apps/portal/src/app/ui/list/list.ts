import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, contentChildren, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel, MatPrefix, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import {
  mdiArrowDown,
  mdiArrowUp,
  mdiChevronLeft,
  mdiChevronRight,
  mdiClose,
  mdiFilterVariant,
  mdiMagnify,
} from '@mdi/js';
import { message } from '../../language/message';
import { Icon } from '../icon';
import { ProblemPanel } from '../problem-panel';
import { Column } from './column';
import { DelayedSearch } from './delayed-search';
import type { ListPage } from './list-page';
import { outlined } from '../form/outlined';

@Component({
  selector: 'cs-list',
  imports: [
    Icon,
    MatButton,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    MatPrefix,
    MatProgressBar,
    MatSuffix,
    NgTemplateOutlet,
    ProblemPanel,
  ],
  providers: [outlined],
  templateUrl: './list.html',
  styleUrl: './list.scss',
})
export class List<Row extends { id: string }> {
  readonly of = input.required<ListPage<Row>>();
  /** How many there are, as ICU: "{n, plural, one {# vendor} other {# vendors}}". */
  readonly counted = input.required<string>();
  /** For the pager: "Pages of vendors". */
  readonly pagesOf = input.required<string>();
  readonly noMatch = input.required<string>();
  readonly showAll = input.required<string>();
  readonly searchLabel = input($localize`:@@list.search:Search`);

  protected readonly columns = contentChildren<Column<Row>>(Column);
  protected readonly state = computed(() => this.of().list);
  protected readonly rows = computed(() => this.of().page()?.items ?? []);
  protected readonly nextCursor = computed(() => this.of().page()?.nextCursor ?? null);
  protected readonly total = computed(() => {
    const page = this.of().page();
    return page ? message(this.counted(), { n: page.total }) : '';
  });
  protected readonly firstLoad = computed(() => this.of().page() === null && this.of().problem() === null);
  /** On a phone the filters stand behind a button, so that the rows are in sight. */
  protected readonly unfolded = signal(false);
  protected readonly filters = computed(() =>
    message($localize`:@@list.filters:{n, plural, =0 {Filters} other {Filters, # set}}`, {
      n: this.state().filtersSet(),
    }),
  );
  protected readonly search = new DelayedSearch(this.state);
  protected readonly skeletonRows = Array.from({ length: 8 }, (_, index) => index);
  protected readonly icons = {
    asc: mdiArrowUp,
    desc: mdiArrowDown,
    search: mdiMagnify,
    filters: mdiFilterVariant,
    clear: mdiClose,
    previous: mdiChevronLeft,
    next: mdiChevronRight,
  };

  protected ariaSort(column: Column<Row>): 'ascending' | 'descending' | null {
    if (column.sort() === null || column.sort() !== this.state().sort()) {
      return null;
    }
    return this.state().direction() === 'asc' ? 'ascending' : 'descending';
  }
}
