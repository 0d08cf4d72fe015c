import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { ChangedOrganisationSettings, OrganisationSettings } from '@countersign/api-types';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class OrganisationClient {
  readonly #http = inject(HttpClient);

  settings() {
    return httpResource<OrganisationSettings>(() => '/api/organisation');
  }

  change(organisation: ChangedOrganisationSettings): Observable<OrganisationSettings> {
    return this.#http.put<OrganisationSettings>('/api/organisation', organisation);
  }
}
