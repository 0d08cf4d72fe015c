import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import type { Session } from '@countersign/api-types';
import { insideOnly } from './inside-only';
import { SessionStore } from './session-store';

/** Where a member goes once signed in, whichever way: on to the page that was wanted, or first to a second factor. */
@Injectable({ providedIn: 'root' })
export class Arrival {
  readonly #router = inject(Router);
  readonly #store = inject(SessionStore);

  arrive(session: Session, returnTo: string | null): Promise<boolean> {
    this.#store.begin(session);
    if (session.secondFactor === 'required') {
      return this.#router.navigate(['/second-factor'], { queryParams: { returnTo }, replaceUrl: true });
    }
    return this.#router.navigateByUrl(insideOnly(returnTo), { replaceUrl: true });
  }
}
