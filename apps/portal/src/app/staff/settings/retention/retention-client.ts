import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { NewHold, RetentionOverview, RetentionRule, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class RetentionClient {
  readonly #http = inject(HttpClient);

  retention() {
    return httpResource<RetentionOverview>(() => '/api/retention');
  }

  keepFor(name: RetentionRule['class'], months: number): Observable<unknown> {
    return this.#http.put(`/api/retention/${name}`, { months });
  }

  hold(hold: NewHold): Observable<unknown> {
    return this.#http.post('/api/retention/holds', hold);
  }

  endHold(id: Uuid, reason: string): Observable<unknown> {
    return this.#http.post(`/api/retention/holds/${id}/end`, { reason });
  }
}
