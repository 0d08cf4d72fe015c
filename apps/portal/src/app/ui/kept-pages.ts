import { Injectable } from '@angular/core';
import type { PreloadingStrategy, Route } from '@angular/router';
import { EMPTY, type Observable } from 'rxjs';

/** Marks a page that is loaded with the first one of its world, so that it opens without a network. */
export const KEPT = { kept: true } as const;

/** Loads ahead only what is marked: whoever is sent a link needs all of its pages, a member few of theirs. */
@Injectable({ providedIn: 'root' })
export class KeptPages implements PreloadingStrategy {
  preload(route: Route, load: () => Observable<unknown>): Observable<unknown> {
    return route.data?.['kept'] === true ? load() : EMPTY;
  }
}
