import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { MemberApiToken, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class TokensClient {
  readonly #http = inject(HttpClient);

  ofAllMembers() {
    return httpResource<{ items: MemberApiToken[] }>(() => '/api/members/tokens');
  }

  revoke(id: Uuid): Observable<void> {
    return this.#http.delete<void>(`/api/members/tokens/${id}`);
  }
}
