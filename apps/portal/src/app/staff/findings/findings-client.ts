import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  AcceptFinding,
  Finding,
  RejectFinding,
  SendBackPlan,
  ShownPlan,
  Uuid,
} from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { listPage } from '../../ui/list/list-page';
import type { ListState } from '../../ui/list/list-state';

@Injectable({ providedIn: 'root' })
export class FindingsClient {
  readonly #http = inject(HttpClient);

  list(list: ListState) {
    return listPage<Finding>('/api/findings', list);
  }

  accept(id: Uuid, verdict: AcceptFinding): Observable<Finding> {
    return this.#http.post<Finding>(`/api/findings/${id}/accept`, verdict);
  }

  reject(id: Uuid, verdict: RejectFinding): Observable<Finding> {
    return this.#http.post<Finding>(`/api/findings/${id}/reject`, verdict);
  }

  agreeToPlan(id: Uuid, shown: ShownPlan): Observable<Finding> {
    return this.#http.post<Finding>(`/api/findings/${id}/plan/agree`, shown);
  }

  sendPlanBack(id: Uuid, verdict: SendBackPlan): Observable<Finding> {
    return this.#http.post<Finding>(`/api/findings/${id}/plan/send-back`, verdict);
  }

  verify(id: Uuid, note: string): Observable<Finding> {
    return this.#http.post<Finding>(`/api/findings/${id}/verify`, { note });
  }
}
