import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type { Contact, NewContact, NewVendor, Uuid, Vendor, VendorRow } from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { listPage } from '../../ui/list/list-page';
import type { ListState } from '../../ui/list/list-state';

@Injectable({ providedIn: 'root' })
export class VendorsClient {
  readonly #http = inject(HttpClient);

  list(list: ListState) {
    return listPage<VendorRow>('/api/vendors', list);
  }

  vendor(id: Signal<Uuid>) {
    return httpResource<Vendor>(() => `/api/vendors/${id()}`);
  }

  create(vendor: NewVendor): Observable<Vendor> {
    return this.#http.post<Vendor>('/api/vendors', vendor);
  }

  addContact(vendor: Uuid, contact: NewContact): Observable<Contact> {
    return this.#http.post<Contact>(`/api/vendors/${vendor}/contacts`, contact);
  }
}
