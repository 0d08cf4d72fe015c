import type { WordedProblem } from '../language/rule-words';
import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  ChangedColleagueNote,
  ColleagueNote,
  Declining,
  Delegate,
  Delegated,
  EvidencePage,
  KeptAnswer,
  LinkMailAsked,
  NewColleagueNote,
  OwnDelegations,
  OwnPassingOn,
  PassedOn,
  PassOn,
  SeenLink,
  VendorFinding,
  ProposePlan,
  ShownPlan,
} from '@countersign/api-types';
import type { AnswerValue } from '@countersign/domain';
import { firstValueFrom } from 'rxjs';
import type { LatestSaves, RespondentAssessment, SavedAnswer } from './assessment/respondent-assessment';

export type SaveOutcome =
  | { kind: 'saved'; revision: number }
  | { kind: 'conflict'; theirs: SavedAnswer }
  | { kind: 'invalid' | 'not-open'; fields: WordedProblem[] }
  | { kind: 'closed' | 'signed-out' | 'unreachable' };

export interface MissingLine {
  question: string;
  text: string;
}

export type SubmitOutcome =
  | { kind: 'submitted'; assessment: RespondentAssessment }
  | { kind: 'missing'; missing: MissingLine[] }
  | { kind: 'changed'; changed: Record<string, SavedAnswer> }
  | { kind: 'refused'; detail: string }
  | { kind: 'closed' | 'signed-out' | 'unreachable' };

/** What a failed request means to a respondent. */
export interface Refusal {
  kind: 'signed-out' | 'not-found' | 'unreachable' | 'conflict' | 'invalid' | 'ended';
  code: string;
  detail: string;
  body: Record<string, unknown>;
}

/** The vendor side of the API: one method a route. */
@Injectable({ providedIn: 'root' })
export class RespondClient {
  readonly #http = inject(HttpClient);

  /** What has become of a link. Opens nothing. */
  seeLink(token: string): Promise<SeenLink> {
    return firstValueFrom(this.#http.post<SeenLink>('/api/respond/link', { token }));
  }

  async exchange(token: string, code: string | null): Promise<string> {
    const body = await firstValueFrom(
      this.#http.post<{ assessmentId: string }>('/api/respond/exchange', { token, code }),
    );
    return body.assessmentId;
  }

  /** To the invited address, for this link. */
  mailCode(token: string): Promise<LinkMailAsked> {
    return firstValueFrom(this.#http.post<LinkMailAsked>('/api/respond/code', { token }));
  }

  /** To the invited address, in place of this link. */
  renewLink(token: string): Promise<LinkMailAsked> {
    return firstValueFrom(this.#http.post<LinkMailAsked>('/api/respond/fresh-link', { token }));
  }

  /** To this address, for all that it was invited to. */
  renewLinkAt(email: string): Promise<LinkMailAsked> {
    return firstValueFrom(this.#http.post<LinkMailAsked>('/api/respond/fresh-link/by-address', { email }));
  }

  ownPassingOn(assessmentId: string): Promise<OwnPassingOn> {
    return firstValueFrom(this.#http.get<OwnPassingOn>(`${pathOf(assessmentId)}/pass-on`));
  }

  mailPassOnCode(assessmentId: string): Promise<LinkMailAsked> {
    return firstValueFrom(this.#http.post<LinkMailAsked>(`${pathOf(assessmentId)}/pass-on/code`, {}));
  }

  passOn(assessmentId: string, wanted: PassOn): Promise<PassedOn> {
    return firstValueFrom(this.#http.post<PassedOn>(`${pathOf(assessmentId)}/pass-on`, wanted));
  }

  ownDelegations(assessmentId: string): Promise<OwnDelegations> {
    return firstValueFrom(this.#http.get<OwnDelegations>(`${pathOf(assessmentId)}/delegations`));
  }

  delegate(assessmentId: string, wanted: Delegate): Promise<Delegated> {
    return firstValueFrom(this.#http.post<Delegated>(`${pathOf(assessmentId)}/delegations`, wanted));
  }

  async takeDelegationBack(assessmentId: string, id: string): Promise<void> {
    const url = `${pathOf(assessmentId)}/delegations/${encodeURIComponent(id)}/take-back`;
    await firstValueFrom(this.#http.post(url, {}));
  }

  /** Of all questions that this reader may read. */
  colleagueNotes(assessmentId: string): Promise<ColleagueNote[]> {
    return firstValueFrom(this.#http.get<ColleagueNote[]>(`${pathOf(assessmentId)}/notes`));
  }

  async writeColleagueNote(assessmentId: string, note: NewColleagueNote): Promise<void> {
    await firstValueFrom(this.#http.post(`${pathOf(assessmentId)}/notes`, note));
  }

  async changeColleagueNote(assessmentId: string, id: string, note: ChangedColleagueNote): Promise<void> {
    await firstValueFrom(this.#http.put(`${pathOf(assessmentId)}/notes/${encodeURIComponent(id)}`, note));
  }

  async withdrawColleagueNote(assessmentId: string, id: string): Promise<void> {
    await firstValueFrom(this.#http.delete(`${pathOf(assessmentId)}/notes/${encodeURIComponent(id)}`));
  }

  /** Closes all that this browser has opened with links. */
  async signOut(): Promise<void> {
    await firstValueFrom(this.#http.post('/api/respond/sign-out', {}));
  }

  read(assessmentId: string): Promise<RespondentAssessment> {
    return firstValueFrom(this.#http.get<RespondentAssessment>(pathOf(assessmentId)));
  }

  /** What has changed since as many saves were known. */
  async latestSaves(
    assessmentId: string,
    known: number,
  ): Promise<LatestSaves | 'signed-out' | 'unreachable'> {
    try {
      const url = `${pathOf(assessmentId)}/saves`;
      return await firstValueFrom(this.#http.get<LatestSaves>(url, { params: { known } }));
    } catch (error) {
      return refusalOf(error).kind === 'unreachable' ? 'unreachable' : 'signed-out';
    }
  }

  async saveAnswer(assessmentId: string, question: string, draft: SaveRequest): Promise<SaveOutcome> {
    try {
      const url = `${pathOf(assessmentId)}/answers/${encodeURIComponent(question)}`;
      const { revision } = await firstValueFrom(this.#http.put<{ revision: number }>(url, draft));
      return { kind: 'saved', revision };
    } catch (error) {
      return saveRefused(refusalOf(error));
    }
  }

  /** Why an answer that was returned stands; null takes that back. */
  async standBy(assessmentId: string, question: string, kept: KeptAnswer): Promise<void> {
    const url = `${pathOf(assessmentId)}/returned/${encodeURIComponent(question)}`;
    await firstValueFrom(this.#http.put(url, kept));
  }

  /** Opens answers that were not returned. */
  async openQuestions(assessmentId: string, questions: readonly string[]): Promise<void> {
    const url = `${pathOf(assessmentId)}/open-questions`;
    await firstValueFrom(this.#http.post(url, { questions }));
  }

  /** Says that the vendor will not answer, and why. */
  decline(assessmentId: string, declining: Declining): Promise<RespondentAssessment> {
    const url = `${pathOf(assessmentId)}/decline`;
    return firstValueFrom(this.#http.post<RespondentAssessment>(url, declining));
  }

  /** Takes that back. */
  takeUp(assessmentId: string): Promise<RespondentAssessment> {
    return firstValueFrom(this.#http.post<RespondentAssessment>(`${pathOf(assessmentId)}/take-up`, {}));
  }

  /** Names what was on the page: the revision of each answer. */
  async submit(assessmentId: string, shown: Readonly<Record<string, number>>): Promise<SubmitOutcome> {
    try {
      const url = `${pathOf(assessmentId)}/submit`;
      return {
        kind: 'submitted',
        assessment: await firstValueFrom(this.#http.post<RespondentAssessment>(url, { shown })),
      };
    } catch (error) {
      return submitRefused(refusalOf(error));
    }
  }

  /** The newest first; after a place that an earlier page named. */
  evidence(assessmentId: string, question: string, cursor?: string): Promise<EvidencePage> {
    const params = { question, ...(cursor !== undefined && { cursor }) };
    return firstValueFrom(this.#http.get<EvidencePage>(`${pathOf(assessmentId)}/evidence`, { params }));
  }

  /** Those from these answers that the organisation has confirmed. */
  findings(assessmentId: string): Promise<VendorFinding[]> {
    return firstValueFrom(this.#http.get<VendorFinding[]>(`${pathOf(assessmentId)}/findings`));
  }

  async proposePlan(assessmentId: string, findingId: string, plan: ProposePlan): Promise<void> {
    await firstValueFrom(this.#http.post(`${pathOf(assessmentId)}/findings/${findingId}/plan`, plan));
  }

  async withdrawPlan(assessmentId: string, findingId: string, shown: ShownPlan): Promise<void> {
    await firstValueFrom(
      this.#http.post(`${pathOf(assessmentId)}/findings/${findingId}/plan/withdraw`, shown),
    );
  }

  async removeEvidence(assessmentId: string, evidenceId: string): Promise<void> {
    await firstValueFrom(
      this.#http.delete(`${pathOf(assessmentId)}/evidence/${encodeURIComponent(evidenceId)}`),
    );
  }
}

interface SaveRequest {
  value: AnswerValue;
  base: number;
}

export function pathOf(assessmentId: string): string {
  return `/api/respond/assessments/${encodeURIComponent(assessmentId)}`;
}

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof HttpErrorResponse)) throw error;
  return refusal(error.status, error.error);
}

export function refusal(status: number, answer: unknown): Refusal {
  // not asked of the rules' library: of that the page of a link is sent nothing
  const body = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  return { kind: kindOf(status), code: textIn(body, 'code'), detail: textIn(body, 'detail'), body };
}

function kindOf(status: number): Refusal['kind'] {
  if (status === 401 || status === 403) return 'signed-out';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 410) return 'ended';
  // 408 and 429 ask for another try later, like a server that is down
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return 'invalid';
  return 'unreachable';
}

/** The server's own words, with what the operator finds them by in the log; otherwise where it never answered. */
export function serverTrouble({ kind, detail, body }: Refusal, otherwise: string): string {
  const reference = kind === 'unreachable' ? textIn(body, 'requestId') : '';
  const said = detail || otherwise;
  return reference === ''
    ? said
    : $localize`:@@respond-client.reference-for-support:${said}:said: Reference for support: ${reference}:reference:`;
}

function textIn(body: Record<string, unknown>, key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}

function saveRefused(refused: Refusal): SaveOutcome {
  switch (refused.kind) {
    case 'conflict':
      if (refused.code === 'question-not-open') return { kind: 'not-open', fields: fieldsIn(refused) };
      return refused.code === 'answer-conflict'
        ? { kind: 'conflict', theirs: refused.body as unknown as SavedAnswer }
        : { kind: 'closed' };
    case 'ended':
      return { kind: 'closed' };
    // a question that is not ours to answer, say of a section kept by a colleague: its words stand beside it
    case 'not-found':
    case 'invalid':
      return { kind: 'invalid', fields: fieldsIn(refused) };
    case 'signed-out':
      return { kind: 'signed-out' };
    case 'unreachable':
      return { kind: 'unreachable' };
  }
}

export function fieldsIn(refused: Refusal): WordedProblem[] {
  const fields = refused.body['fields'];
  const named = Array.isArray(fields) ? (fields as WordedProblem[]) : [];
  return named.length > 0
    ? named.map(({ field, message }) => ({ field: withinAnswer(field), message }))
    : [
        {
          field: 'answer',
          message:
            refused.detail ||
            $localize`:@@respond-client.the-portal-could-not:The portal could not take this.`,
        },
      ];
}

/** What the body calls `value.answer` is `answer` to a question; what is wrong with all of it stands beside its answer. */
function withinAnswer(field: string): string {
  return field === 'value' ? 'answer' : field.replace(/^value\./, '');
}

function submitRefused(refused: Refusal): SubmitOutcome {
  switch (refused.kind) {
    case 'conflict':
      if (refused.code === 'uploads-unfinished') return { kind: 'refused', detail: refused.detail };
      if (refused.code === 'answers-changed') {
        return { kind: 'changed', changed: refused.body['changed'] as Record<string, SavedAnswer> };
      }
      return refused.code === 'answers-missing'
        ? { kind: 'missing', missing: (refused.body['missing'] as MissingLine[] | null) ?? [] }
        : { kind: 'closed' };
    case 'invalid':
      return { kind: 'refused', detail: refused.detail };
    case 'ended':
      return { kind: 'closed' };
    case 'signed-out':
    case 'not-found':
      return { kind: 'signed-out' };
    case 'unreachable':
      return { kind: 'unreachable' };
  }
}
