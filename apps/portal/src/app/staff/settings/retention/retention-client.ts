import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { NewHold, RetentionOverview, RetentionRule, SetRetention, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class RetentionClient {
  readonly #http = inject(HttpClient);

  retention() {
    return httpResource<RetentionOverview>(() => '/api/retention');
  }

  keepFor(name: RetentionRule['class'], period: SetRetention): Observable<RetentionRule> {
    return this.#http.put<RetentionRule>(`/api/retention/${name}`, period);
  }

  hold(hold: NewHold): Observable<unknown> {
    return this.#http.post('/api/retention/holds', hold);
  }

  endHold(id: Uuid, reason: string): Observable<unknown> {
    return this.#http.post(`/api/retention/holds/${id}/end`, { reason });
  }
}
