import { computed, inject, Injectable, signal } from '@angular/core';
import { refusalOf, RespondClient, serverTrouble } from '../respond-client';
import { AssessmentStore } from './assessment-store';

interface BegunReason {
  readonly reason: string;
  /** What was saved when it was begun, or as whoever writes has seen it since. */
  readonly saved: string;
  readonly revision: number;
}

/** What is written here, and what a colleague has said meanwhile. */
interface MetReason {
  readonly mine: string;
  readonly theirs: string;
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
    const saved = this.#saved(question);
    this.#begun.update((begun) => ({ ...begun, [question]: { reason: saved.saved, ...saved } }));
  }

  /** Null while nobody else has said anything else since this was begun. */
  met(question: string): MetReason | null {
    const begun = this.#begun()[question];
    const { saved, revision } = this.#saved(question);
    if (begun === undefined || begun.revision === revision || begun.reason.trim() === saved) return null;
    return { mine: begun.reason, theirs: saved };
  }

  /** What is written here holds: the next press of the button saves it over what is there. */
  keepMine(question: string): void {
    const begun = this.#begun()[question];
    if (begun) {
      const saved = this.#saved(question);
      this.#begun.update((all) => ({ ...all, [question]: { ...begun, ...saved } }));
    }
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
    const revision = this.#begun()[question]?.revision ?? this.#saved(question).revision;
    return this.#take(() =>
      this.#client.standBy(this.#store.assessment().id, question, { because, revision }),
    );
  }

  open(questions: readonly string[]): Promise<string | null> {
    return this.#take(() => this.#client.openQuestions(this.#store.assessment().id, questions));
  }

  #saved(question: string): Pick<BegunReason, 'saved' | 'revision'> {
    const line = this.#store.returnedLine(question);
    return { saved: line?.keptBecause ?? '', revision: line?.keptRevision ?? 0 };
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
