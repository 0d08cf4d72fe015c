import { computed, inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, type Params, Router } from '@angular/router';

export type Direction = 'asc' | 'desc';

export interface ListDefinition {
  /** The sort the list has when the address names none. */
  readonly sort: string;
  readonly direction: Direction;
  readonly filters: readonly string[];
}

export type FilterChanges = Readonly<Record<string, string | null>>;

const PAGE_SIZE = 25;

/** The whole state of a list lives in the address, so that a link, a bookmark and "back" restore it. */
export class ListState {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #query = toSignal(this.#route.queryParamMap, { requireSync: true });
  /** Cursors of the pages seen so far; an opened link to a later page knows only the first. */
  readonly #cursors = new Map<number, string | null>([[1, null]]);

  readonly search = computed(() => this.#query().get('search') ?? '');
  readonly sort = computed(() => this.#query().get('sort') ?? this.definition.sort);
  readonly direction = computed<Direction>(() => {
    const named = this.#query().get('direction');
    return named === 'asc' || named === 'desc' ? named : this.definition.direction;
  });
  readonly pageNumber = computed(() => Number(this.#query().get('page') ?? '1'));
  readonly filtersSet: Signal<number> = computed(
    () => this.definition.filters.filter((name) => this.filter(name) !== null).length,
  );
  readonly filtered: Signal<boolean> = computed(() => this.search() !== '' || this.filtersSet() > 0);

  /** What the API is asked; the names in the address and on the wire are the same. */
  readonly params = computed(() => {
    const params: Record<string, string | number> = {
      sort: this.sort(),
      direction: this.direction(),
      limit: PAGE_SIZE,
    };
    for (const name of ['search', 'cursor', ...this.definition.filters]) {
      const value = this.#query().get(name);
      if (value) {
        params[name] = value;
      }
    }
    return params;
  });

  constructor(readonly definition: ListDefinition) {}

  filter(name: string): string | null {
    return this.#query().get(name);
  }

  searchFor(search: string): void {
    this.#go({ search: search.trim() || null, ...FIRST_PAGE }, { replaceUrl: true });
  }

  setFilters(changes: FilterChanges): void {
    this.#go({ ...changes, ...FIRST_PAGE });
  }

  clear(): void {
    const none = Object.fromEntries(this.definition.filters.map((name) => [name, null]));
    this.#go({ ...none, search: null, ...FIRST_PAGE });
  }

  sortBy(key: string): void {
    const turned = this.sort() === key && this.direction() === 'asc' ? 'desc' : 'asc';
    this.#go({ sort: key, direction: turned, ...FIRST_PAGE });
  }

  toNextPage(cursor: string): void {
    const page = this.pageNumber() + 1;
    this.#cursors.set(page - 1, this.#query().get('cursor'));
    this.#go({ cursor, page });
  }

  toPreviousPage(): void {
    const page = this.pageNumber() - 1;
    const cursor = this.#cursors.get(page) ?? null;
    this.#go(cursor === null ? FIRST_PAGE : { cursor, page });
  }

  #go(queryParams: Params, options: { replaceUrl: boolean } = { replaceUrl: false }): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams,
      queryParamsHandling: 'merge',
      ...options,
    });
  }
}

const FIRST_PAGE: Params = { cursor: null, page: null };
