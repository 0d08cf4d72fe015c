import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { ColleagueNote } from '@countersign/api-types';
import { refusalOf, RespondClient } from '../respond-client';
import { AssessmentStore } from './assessment-store';

const NOT_REACHED = $localize`:@@colleague-notes.cannot-be-reached:The portal cannot be reached just now. Your words stay here; please try again.`;

/** What colleagues write to each other beside the questions of one assessment, and what is typed of it here. */
@Injectable()
export class ColleagueNotes {
  readonly #store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);

  readonly #notes = signal<readonly ColleagueNote[]>([]);
  readonly #typed = signal<Readonly<Record<string, string>>>({});
  readonly #id = computed(() => (this.#store.isLoaded() ? this.#store.assessment().id : null));
  readonly unsent = computed(() => Object.values(this.#typed()).some((text) => text.trim() !== ''));

  constructor() {
    effect(() => {
      if (this.#id() !== null) untracked(() => void this.look());
    });
  }

  of(question: string): readonly ColleagueNote[] {
    return this.#notes().filter((note) => note.question === question);
  }

  /** By the place where it is typed: a question, or the note that is changed. */
  typedAt(place: string): string {
    return this.#typed()[place] ?? '';
  }

  type(place: string, text: string): void {
    this.#typed.update((typed) => ({ ...typed, [place]: text }));
  }

  async look(): Promise<void> {
    const id = this.#id();
    if (id === null) return;
    try {
      this.#notes.set(await this.#client.colleagueNotes(id));
    } catch {
      // what is known stays in sight; the next look asks again
    }
  }

  write(question: string): Promise<string | null> {
    return this.#attempt(async (id) => {
      await this.#client.writeColleagueNote(id, { question, text: this.typedAt(question) });
      this.type(question, '');
    });
  }

  change({ id: noteId, revision }: ColleagueNote): Promise<string | null> {
    return this.#attempt(async (id) => {
      await this.#client.changeColleagueNote(id, noteId, { text: this.typedAt(noteId), revision });
      this.type(noteId, '');
    });
  }

  withdraw({ id: noteId }: ColleagueNote): Promise<string | null> {
    return this.#attempt((id) => this.#client.withdrawColleagueNote(id, noteId));
  }

  /** Null where it was done, else why not. */
  async #attempt(act: (id: string) => Promise<void>): Promise<string | null> {
    try {
      await act(this.#store.assessment().id);
      return null;
    } catch (error) {
      return refusalOf(error).detail || NOT_REACHED;
    } finally {
      await this.look();
    }
  }
}
