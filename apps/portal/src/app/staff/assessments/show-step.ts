import { afterNextRender, DOCUMENT, inject, Injectable, Injector } from '@angular/core';
import { type Params, Router } from '@angular/router';

/** Goes to where the next step is taken on this page: its tab, then its first form in sight. */
@Injectable({ providedIn: 'root' })
export class ShowStep {
  readonly #router = inject(Router);
  readonly #injector = inject(Injector);
  readonly #document = inject(DOCUMENT);

  async go(queryParams: Params, selector: string): Promise<void> {
    await this.#router.navigate([], { queryParams, replaceUrl: true });
    afterNextRender(() => this.#bringIntoSight(selector), { injector: this.#injector });
    // Where the tab is open already nothing renders again.
    this.#bringIntoSight(selector);
  }

  #bringIntoSight(selector: string): void {
    const place = this.#document.querySelector<HTMLElement>(selector);
    place?.scrollIntoView({ block: 'start' });
  }
}
