import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  ContractRow,
  EngagementRow,
  MailLine,
  MarkClause,
  MemberSummary,
  NewContract,
  Uuid,
  VendorRow,
} from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { listPage } from '../../ui/list/list-page';
import type { ListState } from '../../ui/list/list-state';
import type { TermDecision } from '../../ui/words';
import type { ContractView } from './contract-view';

export interface NewNotice {
  readonly sentOn: string;
  readonly way: string;
  readonly proof: string | null;
}

@Injectable({ providedIn: 'root' })
export class ContractsClient {
  readonly #http = inject(HttpClient);

  list(list: ListState) {
    return listPage<ContractRow>('/api/contracts', list);
  }

  contract(id: Signal<Uuid>) {
    return httpResource<ContractView>(() => `/api/contracts/${id()}`);
  }

  mail(objectId: Signal<Uuid>) {
    return httpResource<{ items: MailLine[] }>(() => ({
      url: '/api/mail',
      params: { objectId: objectId() },
    }));
  }

  members() {
    return httpResource<{ items: MemberSummary[] }>(() => '/api/members');
  }

  /** Only for a contract whose vendor is not yet chosen. */
  vendors(needed: Signal<boolean>) {
    return httpResource<{ items: VendorRow[] }>(() =>
      needed() ? { url: '/api/vendors', params: { sort: 'name', direction: 'asc', limit: 100 } } : undefined,
    );
  }

  vendor(id: Signal<Uuid>) {
    return httpResource<{ id: Uuid; name: string; engagements: EngagementRow[] }>(() =>
      id() === '' ? undefined : `/api/vendors/${id()}`,
    );
  }

  create(contract: NewContract): Observable<ContractView> {
    return this.#http.post<ContractView>('/api/contracts', contract);
  }

  markClause(id: Uuid, clause: string, mark: MarkClause): Observable<ContractView> {
    return this.#http.put<ContractView>(`/api/contracts/${id}/clauses/${clause}`, mark);
  }

  decideTerm(id: Uuid, term: number, decision: TermDecision, reason: string): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/terms/${term}/decision`, { decision, reason });
  }

  recordNotice(id: Uuid, term: number, notice: NewNotice): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/terms/${term}/notice`, notice);
  }
}
