import { ApplicationRef, inject, Injectable } from '@angular/core';
import type { PreloadingStrategy, Route } from '@angular/router';
import { defer, EMPTY, type Observable, switchMap } from 'rxjs';

/** Marks a page that is loaded with the first one of its world, so that it opens without a network. */
export const KEPT = { kept: true } as const;

/** Loads ahead only what is marked: whoever is sent a link needs all of its pages, a member few of theirs. */
@Injectable({ providedIn: 'root' })
export class KeptPages implements PreloadingStrategy {
  readonly #application = inject(ApplicationRef);

  /** Only once the page that was asked for stands: what is loaded ahead keeps nobody waiting. */
  preload(route: Route, load: () => Observable<unknown>): Observable<unknown> {
    if (route.data?.['kept'] !== true) return EMPTY;
    return defer(() => this.#application.whenStable()).pipe(switchMap(load));
  }
}
