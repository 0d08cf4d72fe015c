import { httpResource } from '@angular/common/http';
import { Injectable, type Signal } from '@angular/core';
import type { QuestionnaireRow, QuestionnaireVersion, Uuid } from '@countersign/api-types';
import type { CompiledQuestionnaire } from '@countersign/domain';

/** The wire's version with the domain's own type of its document. */
export type VersionView = Omit<QuestionnaireVersion, 'document'> & {
  readonly document: CompiledQuestionnaire;
};

@Injectable({ providedIn: 'root' })
export class QuestionnairesClient {
  all() {
    return httpResource<{ items: QuestionnaireRow[] }>(() => '/api/questionnaires');
  }

  version(id: Signal<Uuid>, number: Signal<string>) {
    return httpResource<VersionView>(() => `/api/questionnaires/${id()}/versions/${number()}`);
  }
}
