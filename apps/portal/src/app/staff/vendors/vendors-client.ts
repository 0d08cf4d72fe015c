import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  ChangedContact,
  ChangedVendor,
  Contact,
  LikelyDuplicates,
  MergedVendor,
  MergePreview,
  NewContact,
  NewVendor,
  Uuid,
  Vendor,
  VendorRow,
} from '@countersign/api-types';
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

  change(id: Uuid, vendor: ChangedVendor): Observable<Vendor> {
    return this.#http.put<Vendor>(`/api/vendors/${id}`, vendor);
  }

  archive(id: Uuid, revision: number, confirmed: boolean): Observable<Vendor> {
    return this.#http.post<Vendor>(`/api/vendors/${id}/archive`, { confirmed, revision });
  }

  bringBack(id: Uuid, revision: number): Observable<Vendor> {
    return this.#http.post<Vendor>(`/api/vendors/${id}/bring-back`, { revision });
  }

  setApart(id: Uuid, otherId: Uuid): Observable<LikelyDuplicates> {
    return this.#http.post<LikelyDuplicates>(`/api/vendors/${id}/apart`, { otherId });
  }

  undoApart(id: Uuid, otherId: Uuid): Observable<LikelyDuplicates> {
    return this.#http.delete<LikelyDuplicates>(`/api/vendors/${id}/apart/${otherId}`);
  }

  likelyDuplicates(id: () => Uuid) {
    return httpResource<LikelyDuplicates>(() => `/api/vendors/${id()}/likely-duplicates`);
  }

  mergePreview(id: Signal<Uuid>, duplicate: Signal<Uuid | undefined>) {
    return httpResource<MergePreview>(() =>
      duplicate() === undefined ? undefined : `/api/vendors/${id()}/merge/${duplicate()}`,
    );
  }

  merge(id: Uuid, merged: MergedVendor): Observable<Vendor> {
    return this.#http.post<Vendor>(`/api/vendors/${id}/merge`, merged);
  }

  undoMerge(id: Uuid, mergeId: Uuid): Observable<Vendor> {
    return this.#http.post<Vendor>(`/api/vendors/${id}/merges/${mergeId}/undo`, {});
  }

  changeContact(vendor: Uuid, id: Uuid, contact: ChangedContact): Observable<Vendor> {
    return this.#http.put<Vendor>(`/api/vendors/${vendor}/contacts/${id}`, contact);
  }

  replaceContact(vendor: Uuid, id: Uuid, successorId: Uuid, revision: number): Observable<Vendor> {
    return this.#http.post<Vendor>(`/api/vendors/${vendor}/contacts/${id}/replace`, {
      successorId,
      revision,
    });
  }

  deactivateContact(vendor: Uuid, { id, revision }: Contact): Observable<Vendor> {
    return this.#http.post<Vendor>(`/api/vendors/${vendor}/contacts/${id}/deactivate`, { revision });
  }

  bringContactBack(vendor: Uuid, { id, revision }: Contact): Observable<Vendor> {
    return this.#http.post<Vendor>(`/api/vendors/${vendor}/contacts/${id}/bring-back`, { revision });
  }

  addContact(vendor: Uuid, contact: NewContact): Observable<Contact> {
    return this.#http.post<Contact>(`/api/vendors/${vendor}/contacts`, contact);
  }
}
