import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { OidcCheck, OidcSettings, OidcSettingsForm } from '@countersign/api-types';
import type { Observable } from 'rxjs';

const ADDRESS = '/api/organisation/oidc';

@Injectable({ providedIn: 'root' })
export class ProviderClient {
  readonly #http = inject(HttpClient);

  settings() {
    return httpResource<OidcSettings>(() => ADDRESS);
  }

  change(settings: OidcSettingsForm): Observable<OidcSettings> {
    return this.#http.put<OidcSettings>(ADDRESS, settings);
  }

  remove(revision: number): Observable<void> {
    return this.#http.delete<void>(ADDRESS, { params: { revision } });
  }

  check(): Observable<OidcCheck> {
    return this.#http.post<OidcCheck>(`${ADDRESS}/check`, {});
  }
}
