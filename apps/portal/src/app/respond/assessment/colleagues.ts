import { DestroyRef, inject, Injectable } from '@angular/core';
import { RespondClient } from '../respond-client';
import { AssessmentStore } from './assessment-store';
import { Autosave } from './autosave';

const LOOK_EVERY = 5_000;
/** Whoever has left the page open and gone asks no more; the first key, click or glance goes on at once. */
const IDLE_AFTER = 15 * 60_000;

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'focus'] as const;

/**
 * Asks every few seconds whether somebody else has saved, submitted or handed back. The answer is a number while nothing
 * has changed. A page that is hidden, offline or left alone asks nothing.
 */
@Injectable()
export class Colleagues {
  readonly #store = inject(AssessmentStore);
  readonly #autosave = inject(Autosave);
  readonly #client = inject(RespondClient);

  #looking = false;
  #ended = false;
  #lastSign = Date.now();

  constructor() {
    const timer = setInterval(() => this.#lookNow(), LOOK_EVERY);
    const alive = () => {
      const wasAway = this.#isAway();
      this.#lastSign = Date.now();
      if (wasAway) this.#lookNow();
    };
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive);
    });
  }

  /** Whoever has passed the questionnaire on has no colleagues here, and is not signed out by surprise. */
  end(): void {
    this.#ended = true;
  }

  /** Also asked when the page comes back into view. */
  async look(): Promise<void> {
    if (this.#ended || this.#looking || !this.#store.isLoaded() || this.#store.access() !== 'open') return;
    this.#looking = true;
    const { id } = this.#store.assessment();
    const latest = await this.#client
      .latestSaves(id, this.#store.savesKnown())
      .finally(() => (this.#looking = false));
    if (!this.#store.isLoaded() || this.#store.assessment().id !== id) return;
    if (latest === 'signed-out') return this.#store.signedOut();
    if (latest === 'unreachable') return;
    const { state, submittedAt } = this.#store.assessment();
    if (latest.answers !== null) this.#autosave.learn(latest.answers);
    if (latest.state !== state || latest.submittedAt !== submittedAt) await this.#store.refresh();
  }

  #lookNow(): void {
    if (!document.hidden && navigator.onLine && !this.#isAway()) void this.look();
  }

  #isAway(): boolean {
    return Date.now() - this.#lastSign > IDLE_AFTER;
  }
}
