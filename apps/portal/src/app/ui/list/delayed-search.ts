import { effect, inject, type Signal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';
import type { ListState } from './list-state';

const SEARCH_DELAY = 300;

/** What is typed into a list's search: looked for once somebody stops typing. */
export class DelayedSearch {
  readonly text = signal('');
  #waiting: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly list: Signal<ListState>) {
    effect(() => this.text.set(list().search()));
    // a search that comes after somebody has gone on would lead back to the list
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationStart),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.#stopWaiting());
  }

  type(text: string): void {
    this.text.set(text);
    this.#stopWaiting();
    this.#waiting = setTimeout(() => this.now(), SEARCH_DELAY);
  }

  now(): void {
    this.#stopWaiting();
    if (this.text().trim() !== this.list().search()) this.list().searchFor(this.text());
  }

  clear(): void {
    this.text.set('');
    this.now();
  }

  #stopWaiting(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#waiting = null;
  }
}
