import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AdoptedScope,
  Assessment,
  ChangedEngagement,
  ChangedUse,
  EngagementRow,
  FormulaRiseList,
  MemberSummary,
  NewAcceptance,
  NewApproval,
  NewAssessment,
  NewEnd,
  NewEngagement,
  NewTierOverride,
  Reopening,
  SettledScope,
  StillValid,
  Uuid,
} from '@countersign/api-types';
import type { IntakeFacts } from '@countersign/domain';
import type { Observable } from 'rxjs';
import { listPage } from '../../ui/list/list-page';
import type { ListState } from '../../ui/list/list-state';
import type { EngagementView } from './engagement-view';

@Injectable({ providedIn: 'root' })
export class EngagementsClient {
  readonly #http = inject(HttpClient);

  list(list: ListState) {
    return listPage<EngagementRow>('/api/engagements', list);
  }

  engagement(id: Signal<Uuid>) {
    return httpResource<EngagementView>(() => `/api/engagements/${id()}`);
  }

  members() {
    return httpResource<{ items: MemberSummary[] }>(() => '/api/members');
  }

  create(vendor: Uuid, engagement: NewEngagement): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/vendors/${vendor}/engagements`, engagement);
  }

  change(id: Uuid, engagement: ChangedEngagement): Observable<EngagementView> {
    return this.#http.put<EngagementView>(`/api/engagements/${id}`, engagement);
  }

  end(id: Uuid, end: NewEnd): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/end`, end);
  }

  reopen(id: Uuid, reopening: Reopening): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/reopen`, reopening);
  }

  forgoAssessment(
    { id, detailsRevision: revision }: EngagementView,
    reason: string,
  ): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/no-assessment`, { reason, revision });
  }

  wantAssessment(
    { id, detailsRevision: revision }: EngagementView,
    reason: string,
  ): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/no-assessment/withdraw`, {
      reason,
      revision,
    });
  }

  restateIntake(id: Uuid, intake: IntakeFacts, revision: number): Observable<EngagementView> {
    return this.#http.put<EngagementView>(`/api/engagements/${id}/intake`, { intake, revision });
  }

  sendAssessment(id: Uuid, assessment: NewAssessment): Observable<Assessment> {
    return this.#http.post<Assessment>(`/api/engagements/${id}/assessments`, assessment);
  }

  changeUse(id: Uuid, use: ChangedUse): Observable<EngagementView> {
    return this.#http.put<EngagementView>(`/api/engagements/${id}/use`, use);
  }

  acceptRisk(id: Uuid, acceptance: NewAcceptance): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/acceptances`, acceptance);
  }

  withdrawAcceptance(id: Uuid, acceptance: Uuid, reason: string): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/acceptances/${acceptance}/withdraw`, {
      reason,
    });
  }

  overrideTier(id: Uuid, override: NewTierOverride): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/tier-overrides`, override);
  }

  liftTierOverride(id: Uuid, override: Uuid, reason: string): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/tier-overrides/${override}/lift`, {
      reason,
    });
  }

  extendReassessment(id: Uuid, valid: StillValid): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/reassessment/still-valid`, valid);
  }

  adoptAnswer(id: Uuid, adopted: AdoptedScope): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/scope/adopt`, adopted);
  }

  settleScope(id: Uuid, settled: SettledScope): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/scope/settle`, settled);
  }

  formulaRises() {
    return httpResource<FormulaRiseList>(() => '/api/formula-rises');
  }

  seeFormulaRises(): Observable<FormulaRiseList> {
    return this.#http.post<FormulaRiseList>('/api/formula-rises/seen', {});
  }

  approve(id: Uuid, approval: NewApproval): Observable<EngagementView> {
    return this.#http.post<EngagementView>(`/api/engagements/${id}/approvals`, approval);
  }
}
