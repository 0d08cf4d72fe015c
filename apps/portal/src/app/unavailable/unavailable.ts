import { Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { insideOnly } from '../session/inside-only';
import { OFFLINE } from '../ui/problem';
import { ProblemPanel } from '../ui/problem-panel';

/** Shown in place of any page while not even the session can be read. */
@Component({
  selector: 'cs-unavailable',
  imports: [ProblemPanel],
  template: `<main><cs-problem-panel class="cs-panel" [problem]="problem" (retry)="tryAgain()" /></main>`,
  styles: `
    main {
      display: grid;
      min-block-size: 100dvh;
      padding: var(--cs-space-4);
      place-items: center;
    }
  `,
})
export class Unavailable {
  readonly returnTo = input<string | null>(null);
  readonly #router = inject(Router);
  protected readonly problem = OFFLINE;

  protected tryAgain(): void {
    void this.#router.navigateByUrl(insideOnly(this.returnTo()), { onSameUrlNavigation: 'reload' });
  }
}
