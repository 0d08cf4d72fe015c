import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AssessmentRow,
  AskedAgainAssessment,
  BroughtBackAssessment,
  CancelAssessment,
  CloseAssessment,
  CorrectedAssessment,
  DeskChange,
  DeskNews,
  EvidenceFile,
  EvidencePage,
  ReturnAssessment,
  ReviewOfAnswer,
  Uuid,
  VerifyEvidence,
} from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { listPage } from '../../ui/list/list-page';
import type { Verdict } from '../../ui/words';
import type { ListState } from '../../ui/list/list-state';
import type { AssessmentView } from './assessment-view';

export interface NewReview {
  readonly verdict: Verdict;
  /** One of the question's reviewer points, 0 to 1; null leaves the points of the answer. */
  readonly points: number | null;
  readonly note: string | null;
  readonly revision: number;
  /** Of the answer that is judged; 0 where there is none. */
  readonly answerRevision: number;
}

@Injectable({ providedIn: 'root' })
export class AssessmentsClient {
  readonly #http = inject(HttpClient);

  list(list: ListState) {
    return listPage<AssessmentRow>('/api/assessments', list);
  }

  assessment(id: Signal<Uuid>) {
    return httpResource<AssessmentView>(() => `/api/assessments/${id()}`);
  }

  reviewAnswer(id: Uuid, question: string, review: NewReview): Observable<DeskChange> {
    return this.#http.put<DeskChange>(`/api/assessments/${id}/reviews/${question}`, review);
  }

  /** Several at once; those on which somebody else was faster stay as they are. */
  reviewAnswers(id: Uuid, reviews: readonly ReviewOfAnswer[]): Observable<DeskChange> {
    return this.#http.put<DeskChange>(`/api/assessments/${id}/reviews`, { reviews });
  }

  reviews(id: Uuid, since: number | null): Observable<DeskNews> {
    const params: Record<string, number> = since === null ? {} : { since };
    return this.#http.get<DeskNews>(`/api/assessments/${id}/reviews`, { params });
  }

  /** The newest first, of one question or of none; after a place that an earlier page named. */
  evidence(id: Uuid, question: string | null, cursor: string | null): Observable<EvidencePage> {
    const params = {
      ...(question === null ? { general: true } : { question }),
      ...(cursor !== null && { cursor }),
    };
    return this.#http.get<EvidencePage>(`/api/assessments/${id}/evidence`, { params });
  }

  verifyEvidence(evidence: Uuid, verification: VerifyEvidence): Observable<EvidenceFile> {
    return this.#http.put<EvidenceFile>(`/api/evidence/${evidence}/verified`, verification);
  }

  /** Of what a later intake has opened, all that nobody has sent. */
  sendFollowUp(
    id: Uuid,
    followUp: { readonly contactId: Uuid; readonly dueOn: string | null; readonly message: string | null },
  ): Observable<AssessmentView> {
    return this.#http.post<AssessmentView>(`/api/assessments/${id}/follow-ups`, followUp);
  }

  close(id: Uuid, closing: CloseAssessment): Observable<AssessmentView> {
    return this.#http.post<AssessmentView>(`/api/assessments/${id}/close`, closing);
  }

  correct(id: Uuid, corrected: CorrectedAssessment): Observable<AssessmentView> {
    return this.#http.put<AssessmentView>(`/api/assessments/${id}`, corrected);
  }

  returnToVendor(id: Uuid, returned: ReturnAssessment): Observable<AssessmentView> {
    return this.#http.post<AssessmentView>(`/api/assessments/${id}/return`, returned);
  }

  cancel(id: Uuid, because: CancelAssessment): Observable<AssessmentView> {
    return this.#http.post<AssessmentView>(`/api/assessments/${id}/cancel`, because);
  }

  bringBack(id: Uuid, broughtBack: BroughtBackAssessment): Observable<AssessmentView> {
    return this.#http.post<AssessmentView>(`/api/assessments/${id}/bring-back`, broughtBack);
  }

  askAgain(id: Uuid, askedAgain: AskedAgainAssessment): Observable<AssessmentView> {
    return this.#http.post<AssessmentView>(`/api/assessments/${id}/ask-again`, askedAgain);
  }

  sendAgain(id: Uuid): Observable<AssessmentView> {
    return this.#http.post<AssessmentView>(`/api/assessments/${id}/send-again`, {});
  }
}
