import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { readProblem, supportReference } from './problem';

/** Long enough to be read beside what one is doing. */
const SHOWN_MS = 6000;
const FAILURE_SHOWN_MS = 12_000;

@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #snackBar = inject(MatSnackBar);

  done(text: string): void {
    this.#snackBar.open(text, undefined, { duration: SHOWN_MS });
  }

  /** For steps without a form of their own; a form shows its problem in place. */
  failed(error: unknown): void {
    const problem = readProblem(error);
    const reference = supportReference(problem);
    const forSupport =
      reference === null
        ? ''
        : ` ${$localize`:@@notices.reference-for-support:Reference for support: ${reference}:reference:`}`;
    this.#snackBar.open(
      `${problem.title}. ${problem.detail}${forSupport}`,
      $localize`:@@notices.close:Close`,
      { duration: FAILURE_SHOWN_MS },
    );
  }
}
