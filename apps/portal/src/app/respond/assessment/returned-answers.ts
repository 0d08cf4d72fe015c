import { computed, inject, Injectable, signal } from '@angular/core';
import { refusalOf, RespondClient, serverTrouble } from '../respond-client';
import { AssessmentStore } from './assessment-store';

interface BegunReason {
  readonly reason: string;
  /** What was saved when it was begun. */
  readonly saved: string;
}

/** What is done with answers that were returned, besides changing them. Each act says why it failed, or null. */
@Injectable()
export class ReturnedAnswers {
  readonly #store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);

  readonly #begun = signal<Readonly<Record<string, BegunReason>>>({});
  /** By question, the reason that somebody is writing here: it stays while the page reads the answers anew. */
  readonly begun = this.#begun.asReadonly();
  /** Questions whose reason is written here and not saved. */
  readonly unsaved = computed(() =>
    Object.entries(this.#begun())
      .filter(([, { reason, saved }]) => reason.trim() !== saved)
      .map(([question]) => question),
  );

  begin(question: string): void {
    const saved = this.#store.returnedLine(question)?.keptBecause ?? '';
    this.#begun.update((begun) => ({ ...begun, [question]: { reason: saved, saved } }));
  }

  write(question: string, reason: string): void {
    const line = this.#begun()[question];
    if (line) this.#begun.update((begun) => ({ ...begun, [question]: { ...line, reason } }));
  }

  leave(question: string): void {
    this.#begun.update((begun) =>
      Object.fromEntries(Object.entries(begun).filter(([other]) => other !== question)),
    );
  }

  standBy(question: string, because: string | null): Promise<string | null> {
    return this.#take(() => this.#client.standBy(this.#store.assessment().id, question, because));
  }

  open(questions: readonly string[]): Promise<string | null> {
    return this.#take(() => this.#client.openQuestions(this.#store.assessment().id, questions));
  }

  async #take(act: () => Promise<void>): Promise<string | null> {
    try {
      await act();
      await this.#store.refresh();
      return null;
    } catch (error) {
      const refused = refusalOf(error);
      if (refused.kind === 'signed-out') this.#store.signedOut();
      if (refused.kind === 'conflict') await this.#store.refresh();
      return serverTrouble(
        refused,
        $localize`:@@returned-answers.not-reached:The portal cannot be reached just now. Please try again in a moment.`,
      );
    }
  }
}
