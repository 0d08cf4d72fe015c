import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { readProblem, supportReference } from './problem';

@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #snackBar = inject(MatSnackBar);

  done(text: string): void {
    this.#snackBar.open(text);
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
      { duration: 12_000 },
    );
  }
}
