import { inject, Injectable } from '@angular/core';
import { refusalOf, RespondClient, serverTrouble } from '../respond-client';
import { AssessmentStore } from './assessment-store';

/** What is done with answers that were returned, besides changing them. Each says why it failed, or null. */
@Injectable()
export class ReturnedAnswers {
  readonly #store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);

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
