import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { ChangedLimits, LimitsOverview } from '@countersign/api-types';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class LimitsClient {
  readonly #http = inject(HttpClient);

  limits() {
    return httpResource<LimitsOverview>(() => '/api/limits');
  }

  change(limits: ChangedLimits): Observable<LimitsOverview> {
    return this.#http.put<LimitsOverview>('/api/limits', limits);
  }
}
