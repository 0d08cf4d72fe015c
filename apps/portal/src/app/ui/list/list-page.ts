import { httpResource } from '@angular/common/http';
import { computed, linkedSignal, type Signal } from '@angular/core';
import type { Page, Problem } from '@countersign/api-types';
import { readProblem } from '../problem';
import type { ListState } from './list-state';

export interface ListPage<Row> {
  readonly list: ListState;
  readonly page: Signal<Page<Row> | null>;
  readonly loading: Signal<boolean>;
  readonly problem: Signal<Problem | null>;
  readonly reload: () => void;
}

/** Reads one page of a list. The last page stays in sight while the next one loads, so nothing jumps. */
export function listPage<Row>(url: string, list: ListState): ListPage<Row> {
  const answer = httpResource<Page<Row>>(() => ({ url, params: list.params() }));
  const page = linkedSignal<Page<Row> | null, Page<Row> | null>({
    source: () => (answer.hasValue() ? answer.value() : null),
    computation: (current, previous) => current ?? previous?.value ?? null,
  });
  return {
    list,
    page: page.asReadonly(),
    loading: answer.isLoading,
    problem: computed(() => (answer.status() === 'error' ? readProblem(answer.error()) : null)),
    reload: () => answer.reload(),
  };
}
