import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Injectable, linkedSignal, type Signal } from '@angular/core';
import type { AuditOptions, AuditPage, SealStanding, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { readProblem } from '../../ui/problem';

export type AuditFilters = Readonly<Record<string, string>>;

@Injectable({ providedIn: 'root' })
export class AuditClient {
  readonly #http = inject(HttpClient);

  /** One page of the trail; the last one stays in sight while the next loads. */
  trail(filters: Signal<AuditFilters>) {
    const answer = httpResource<AuditPage>(() => ({ url: '/api/audit', params: filters() }));
    const page = linkedSignal<AuditPage | null, AuditPage | null>({
      source: () => (answer.hasValue() ? answer.value() : null),
      computation: (current, previous) => current ?? previous?.value ?? null,
    });
    return {
      page: page.asReadonly(),
      loading: answer.isLoading,
      problem: computed(() => (answer.status() === 'error' ? readProblem(answer.error()) : null)),
      reload: () => answer.reload(),
    };
  }

  options() {
    return httpResource<AuditOptions>(() => '/api/audit/options');
  }

  seal() {
    return httpResource<SealStanding>(() => '/api/audit/seal');
  }

  /** The latest lines of one object. */
  history(kind: Signal<string>, id: Signal<Uuid>) {
    return httpResource<AuditPage>(() => `/api/history/${kind()}/${id()}`);
  }

  earlierHistory(kind: string, id: Uuid, cursor: string): Observable<AuditPage> {
    return this.#http.get<AuditPage>(`/api/history/${kind}/${id}`, { params: { cursor } });
  }
}
