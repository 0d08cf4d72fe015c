import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal, signal } from '@angular/core';
import type {
  AcceptLateNotice,
  AgreeTerm,
  AmendContract,
  ChangedDetails,
  ContractDocument,
  ContractRow,
  ContractVoidPreview,
  CorrectAgreedTerm,
  CorrectTerms,
  DecideTerm,
  EngagementRow,
  Holidays,
  MailLine,
  ExceptClause,
  MarkClause,
  MemberSummary,
  NewContract,
  RecordNotice,
  RecordReceipt,
  Uuid,
  VendorRow,
  VoidContract,
  WithdrawAgreedTerm,
  WithdrawNotice,
} from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { listPage } from '../../ui/list/list-page';
import type { ListState } from '../../ui/list/list-state';
import type { ContractView } from './contract-view';

@Injectable({ providedIn: 'root' })
export class ContractsClient {
  readonly #http = inject(HttpClient);
  readonly #readings = signal(0);

  list(list: ListState) {
    return listPage<ContractRow>('/api/contracts', list);
  }

  contract(id: Signal<Uuid>) {
    return httpResource<ContractView>(() => {
      this.#readings();
      return `/api/contracts/${id()}`;
    });
  }

  /** What a page shows of a contract is read anew. */
  readAgain(): void {
    this.#readings.update((n) => n + 1);
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

  cover(id: Uuid, engagementId: Uuid, reason: string): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/engagements`, { engagementId, reason });
  }

  uncover(id: Uuid, engagement: Uuid, reason: string): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/engagements/${engagement}/removal`, {
      reason,
    });
  }

  /** What voiding it changes. */
  voidPreview(id: Signal<Uuid>) {
    return httpResource<ContractVoidPreview>(() => `/api/contracts/${id()}/void`);
  }

  void(id: Uuid, because: VoidContract): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/void`, because);
  }

  bringBack(id: Uuid, reason: string, apartFrom: Uuid | null): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/bring-back`, { reason, apartFrom });
  }

  markClause(id: Uuid, clause: string, mark: MarkClause): Observable<ContractView> {
    return this.#http.put<ContractView>(`/api/contracts/${id}/clauses/${clause}`, mark);
  }

  exceptClause(id: Uuid, clause: string, exception: ExceptClause): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/clauses/${clause}/exception`, exception);
  }

  decideTerm(id: Uuid, term: number, decision: DecideTerm): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/terms/${term}/decision`, decision);
  }

  /** The days off of the organisation, which move notice days. */
  holidays() {
    return httpResource<Holidays>(() => '/api/contracts/holidays');
  }

  recordNotice(id: Uuid, notice: RecordNotice): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/notices`, notice);
  }

  recordReceipt(id: Uuid, notice: Uuid, receipt: RecordReceipt): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/notices/${notice}/receipt`, receipt);
  }

  acceptLateNotice(id: Uuid, notice: Uuid, acceptance: AcceptLateNotice): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/notices/${notice}/acceptance`, acceptance);
  }

  withdrawNotice(id: Uuid, notice: Uuid, withdrawal: WithdrawNotice): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/notices/${notice}/withdrawal`, withdrawal);
  }

  agreeTerm(id: Uuid, term: AgreeTerm): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/agreed-terms`, term);
  }

  correctAgreedTerm(id: Uuid, position: number, term: CorrectAgreedTerm): Observable<ContractView> {
    return this.#http.put<ContractView>(`/api/contracts/${id}/agreed-terms/${position}`, term);
  }

  withdrawAgreedTerm(id: Uuid, position: number, withdrawal: WithdrawAgreedTerm): Observable<ContractView> {
    return this.#http.post<ContractView>(
      `/api/contracts/${id}/agreed-terms/${position}/withdrawal`,
      withdrawal,
    );
  }

  /** As it is, without a form around it; the name travels percent-encoded, since headers hold ASCII only. */
  attachDocument(
    id: Uuid,
    place: Pick<ContractDocument, 'about' | 'of'>,
    file: File,
  ): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/documents`, file, {
      params: place,
      headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) },
    });
  }

  withdrawDocument(id: Uuid, document: Uuid, reason: string): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/documents/${document}/withdrawal`, { reason });
  }

  amend(id: Uuid, amendment: AmendContract): Observable<ContractView> {
    return this.#http.post<ContractView>(`/api/contracts/${id}/amendments`, amendment);
  }

  changeDetails(id: Uuid, details: ChangedDetails): Observable<ContractView> {
    return this.#http.put<ContractView>(`/api/contracts/${id}`, details);
  }

  correctTerms(id: Uuid, correction: CorrectTerms): Observable<ContractView> {
    return this.#http.put<ContractView>(`/api/contracts/${id}/terms`, correction);
  }
}
