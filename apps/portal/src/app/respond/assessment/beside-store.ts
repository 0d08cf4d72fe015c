import { computed, inject, Injectable, signal } from '@angular/core';
import type { Beside, EarlierAnswer as Wire } from '@countersign/api-types';
import { isBlank, type AnswerValue } from '@countersign/domain';
import { refusalOf } from '../respond-client';
import { AssessmentStore } from './assessment-store';
import { BesideClient } from './beside-client';

/** The wire carries the answer as plain JSON; here it has the rules' type. */
export interface EarlierAnswer extends Omit<Wire, 'value'> {
  readonly value: AnswerValue;
}

const AWAY = $localize`:@@beside-store.cannot-be-reached:The portal cannot be reached just now. Please check your connection and try again.`;
const LEFT = $localize`:@@beside-store.not-taken-over:Not taken over: the earlier answer has changed, or somebody has answered here meanwhile.`;

/** What the contact has beside this questionnaire, and what was answered there. Each act says why it failed, or null. */
@Injectable()
export class BesideStore {
  readonly #store = inject(AssessmentStore);
  readonly #client = inject(BesideClient);

  readonly #read = signal<Beside | null>(null);

  readonly questionnaires = computed(() => this.#read()?.questionnaires ?? []);
  readonly hidden = computed(() => this.#read()?.hidden ?? 0);
  readonly #offers = computed(
    () => new Map((this.#read()?.answers ?? []).map((answer) => [answer.question, answer as EarlierAnswer])),
  );

  /** The page does without it while the line is down. */
  async load(): Promise<void> {
    const { id } = this.#store.assessment();
    const read = await this.#client.read(id).catch((error: unknown) => {
      refusalOf(error);
      return null;
    });
    if (read !== null && this.#store.isLoaded() && this.#store.assessment().id === id) this.#read.set(read);
  }

  /** Null where there is none, or something is answered or typed here. */
  offerOf(question: string): EarlierAnswer | null {
    if (!this.#store.answerable() || this.#store.isClosed(question)) return null;
    if (this.#store.drafts()[question] !== undefined) return null;
    return isBlank(this.#store.answerOf(question).answer) ? (this.#offers().get(question) ?? null) : null;
  }

  mailCode(): Promise<string | null> {
    return attempt(async () => void (await this.#client.mailCode(this.#store.assessment().id)));
  }

  prove(code: string): Promise<string | null> {
    return attempt(async () => {
      await this.#client.prove(this.#store.assessment().id, code);
      await this.load();
    });
  }

  open(other: string): Promise<string | null> {
    return attempt(() => this.#client.open(this.#store.assessment().id, other));
  }

  takeOver(offers: readonly EarlierAnswer[]): Promise<string | null> {
    const answers = offers.map(({ question, assessmentId, revision }) => ({
      question,
      assessmentId,
      revision,
    }));
    return attempt(async () => {
      const { left } = await this.#client.takeOver(this.#store.assessment().id, answers);
      await this.#store.refresh();
      if (left.length === 0) return;
      await this.load();
      return LEFT;
    });
  }
}

async function attempt(act: () => Promise<string | void>): Promise<string | null> {
  try {
    return (await act()) ?? null;
  } catch (error) {
    return refusalOf(error).detail || AWAY;
  }
}
