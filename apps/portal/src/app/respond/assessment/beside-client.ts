import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { Beside, LinkMailAsked, TakenAnswer, TookOver } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { pathOf } from '../respond-client';

/** Its own class: of it the page of a link is sent nothing. */
@Injectable({ providedIn: 'root' })
export class BesideClient {
  readonly #http = inject(HttpClient);

  read(assessmentId: string): Promise<Beside> {
    return firstValueFrom(this.#http.get<Beside>(`${pathOf(assessmentId)}/beside`));
  }

  mailCode(assessmentId: string): Promise<LinkMailAsked> {
    return firstValueFrom(this.#http.post<LinkMailAsked>(`${pathOf(assessmentId)}/pass-on/code`, {}));
  }

  /** That whoever is here reads the mailbox which was invited. */
  async prove(assessmentId: string, code: string): Promise<void> {
    await firstValueFrom(this.#http.post(`${pathOf(assessmentId)}/proof`, { code }));
  }

  /** Another questionnaire of the same contact, in this browser. */
  async open(assessmentId: string, other: string): Promise<void> {
    await firstValueFrom(
      this.#http.post(`${pathOf(assessmentId)}/beside/${encodeURIComponent(other)}/open`, {}),
    );
  }

  takeOver(assessmentId: string, answers: readonly TakenAnswer[]): Promise<TookOver> {
    return firstValueFrom(this.#http.post<TookOver>(`${pathOf(assessmentId)}/taken-over`, { answers }));
  }
}
