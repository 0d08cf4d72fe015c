import { DOCUMENT } from '@angular/common';
import { DestroyRef, effect, inject, Injectable, type Signal, untracked } from '@angular/core';
import type { DeskChange, DeskNews, Uuid } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { AssessmentsClient } from '../assessments-client';

const EVERY_MS = 5_000;
/** Whoever has left the page open and gone is not asked for: a session that nobody uses has to end. */
const WHILE_USED_MS = 2 * 60_000;

interface Watched {
  readonly id: Signal<Uuid>;
  readonly open: Signal<boolean>;
  readonly state: Signal<string>;
  readonly told: (news: DeskNews) => void;
  readonly outdated: () => void;
}

/** What colleagues say at the same desk, asked for every few seconds while somebody works at it. */
@Injectable()
export class DeskNewsService {
  readonly #assessments = inject(AssessmentsClient);
  readonly #document = inject(DOCUMENT);
  readonly #destroyed = inject(DestroyRef);
  #since: number | null = null;
  #mark: string | null = null;
  #usedAt = Date.now();
  /** Grows with each act: what was asked for before it tells of a state that is past. */
  #acts = 0;

  watch(watched: Watched): void {
    const used = () => (this.#usedAt = Date.now());
    const events = ['keydown', 'pointerdown', 'focusin'] as const;
    for (const event of events) this.#document.addEventListener(event, used, { passive: true });
    this.#destroyed.onDestroy(() => {
      for (const event of events) this.#document.removeEventListener(event, used);
    });
    effect((onCleanup) => {
      const id = watched.id();
      if (!watched.open()) return;
      void untracked(() => this.#ask(id, watched));
      const timer = setInterval(() => void this.#ask(id, watched), EVERY_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Of an act: whether something else has changed that this page has not been told. */
  met({ mark, markBefore }: DeskChange): boolean {
    const missed = this.#mark !== null && this.#mark !== markBefore;
    this.#mark = mark;
    this.#acts += 1;
    return missed;
  }

  async #ask(id: Uuid, watched: Watched): Promise<void> {
    if (this.#document.hidden || Date.now() - this.#usedAt > WHILE_USED_MS) return;
    const acts = this.#acts;
    const news = await firstValueFrom(this.#assessments.reviews(id, this.#since)).catch(() => null);
    if (news === null || acts !== this.#acts) return;
    this.#since = news.at;
    const another = this.#mark !== null && this.#mark !== news.mark;
    this.#mark = news.mark;
    if (Object.keys(news.reviews).length > 0) watched.told(news);
    if (another || news.state !== watched.state()) watched.outdated();
  }
}
