import { HttpClient, httpResource } from '@angular/common/http';
import { effect, inject, Injectable, linkedSignal, type Signal } from '@angular/core';
import type { DataJob, ErasurePreview, NewDeletion, NewErasure, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { readProblem } from '../../../ui/problem';

const LOOK_AGAIN = 3_000;

export interface Person {
  readonly kind: NewErasure['kind'];
  readonly id: Uuid;
}

@Injectable({ providedIn: 'root' })
export class DataJobsClient {
  readonly #http = inject(HttpClient);

  /** The jobs, looked at again while one is under way; the last answer stays in sight meanwhile. */
  jobs() {
    const answer = httpResource<{ items: DataJob[] }>(() => '/api/data-jobs');
    const items = linkedSignal<DataJob[] | null, DataJob[] | null>({
      source: () => (answer.hasValue() ? answer.value().items : null),
      computation: (current, previous) => current ?? previous?.value ?? null,
    });
    effect((onCleanup) => {
      const settled = !answer.isLoading();
      if (settled && (items() ?? []).some(isUnderWay)) {
        const timer = setTimeout(() => answer.reload(), LOOK_AGAIN);
        onCleanup(() => clearTimeout(timer));
      }
    });
    return {
      items: items.asReadonly(),
      problem: () => (answer.status() === 'error' && items() === null ? readProblem(answer.error()) : null),
      reload: () => answer.reload(),
    };
  }

  preview(person: Signal<Person | null>) {
    return httpResource<ErasurePreview>(() => {
      const whom = person();
      return whom === null
        ? undefined
        : { url: '/api/data-jobs/erasure-preview', params: { kind: whom.kind, id: whom.id } };
    });
  }

  erase(erasure: NewErasure): Observable<DataJob> {
    return this.#http.post<DataJob>('/api/data-jobs/erasure', erasure);
  }

  export(): Observable<DataJob> {
    return this.#http.post<DataJob>('/api/data-jobs/export', {});
  }

  cancel(id: Uuid): Observable<DataJob> {
    return this.#http.post<DataJob>(`/api/data-jobs/${id}/cancel`, {});
  }

  delete(deletion: NewDeletion): Observable<DataJob> {
    return this.#http.post<DataJob>('/api/data-jobs/deletion', deletion);
  }
}

export function isUnderWay({ state }: DataJob): boolean {
  return state === 'waiting' || state === 'running';
}
