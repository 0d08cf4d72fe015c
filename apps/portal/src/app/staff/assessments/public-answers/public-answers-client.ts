import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type { NewPublicAnswer, PublicAnswer, PublicAnswerList, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class PublicAnswersClient {
  readonly #http = inject(HttpClient);

  ofAssessment(id: Signal<Uuid>) {
    return httpResource<PublicAnswerList>(() => `/api/assessments/${id()}/public-answers`);
  }

  ofEngagement(id: Signal<Uuid>) {
    return httpResource<PublicAnswerList>(() => `/api/engagements/${id()}/public-answers`);
  }

  give(id: Uuid, question: string, answer: NewPublicAnswer): Observable<PublicAnswer> {
    return this.#http.put<PublicAnswer>(`/api/assessments/${id}/public-answers/${question}`, answer);
  }

  withdraw({ assessmentId, question, revision }: PublicAnswer, reason: string): Observable<PublicAnswer> {
    return this.#http.post<PublicAnswer>(
      `/api/assessments/${assessmentId}/public-answers/${question}/withdraw`,
      { reason, revision },
    );
  }
}
