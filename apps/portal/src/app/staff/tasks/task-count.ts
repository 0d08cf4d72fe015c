import { Component, computed, DestroyRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';
import { number } from '../../language/formats';
import { message } from '../../language/message';
import { TasksClient } from './tasks-client';

const ASKED_AGAIN_AFTER_MS = 60_000;

/** Beside the way to the tasks: how many are the member's, those of whoever they stand in for included. */
@Component({
  selector: 'cs-task-count',
  template: `
    @if (waiting() > 0) {
      <span class="count">
        <span aria-hidden="true">{{ shown() }}</span>
        <span class="cs-visually-hidden">{{ said() }}</span>
      </span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }

    .count {
      min-inline-size: 1.5rem;
      margin-inline-start: auto;
      padding: 0 0.375rem;
      border-radius: 999px;
      background: var(--mat-sys-surface-container-highest);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-label-medium);
      line-height: 1.5rem;
      text-align: center;
    }
  `,
})
export class TaskCount {
  readonly #counts = inject(TasksClient).counts();
  protected readonly waiting = computed(() =>
    this.#counts.hasValue() ? this.#counts.value().mine + this.#counts.value().deputed : 0,
  );
  protected readonly shown = computed(() => number(this.waiting()));
  protected readonly said = computed(() =>
    message($localize`:@@task-count.waiting:{n, plural, one {# task of yours} other {# tasks of yours}}`, {
      n: this.waiting(),
    }),
  );

  constructor() {
    let path: string | undefined;
    // Whoever did something goes on to another page, or back to the list.
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(({ urlAfterRedirects }) => {
        const here = urlAfterRedirects.split('?')[0];
        if (path !== undefined && here !== path) this.#counts.reload();
        path = here;
      });
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#counts.reload();
    }, ASKED_AGAIN_AFTER_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
