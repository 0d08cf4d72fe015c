import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { SuppressedAddressList, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class SuppressedClient {
  readonly #http = inject(HttpClient);

  addresses() {
    return httpResource<SuppressedAddressList>(() => '/api/mail/suppressed-addresses');
  }

  free(id: Uuid, reason: string): Observable<unknown> {
    return this.#http.post(`/api/mail/suppressed-addresses/${id}/free`, { reason });
  }
}
