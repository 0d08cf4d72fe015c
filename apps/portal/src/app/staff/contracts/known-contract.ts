import { Component, input, output, signal } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { KnownContract } from '@countersign/api-types';
import { mdiAlertOutline } from '@mdi/js';
import { catchError, type Observable, throwError } from 'rxjs';
import { Icon } from '../../ui/icon';
import { readProblem } from '../../ui/problem';

/** The contract of the vendor that has the reference already: it is gone to, or said to be another. */
export class SameReference {
  readonly known = signal<KnownContract | null>(null);
  #apartFrom: string | null = null;

  /** Sends what is typed, with the contract that was said to be another. */
  save<Saved>(send: (apartFrom: string | null) => Observable<Saved>): Observable<Saved> {
    this.known.set(null);
    return send(this.#apartFrom).pipe(
      catchError((refusal: unknown) => {
        const problem = readProblem(refusal) as { readonly code: string } & Partial<KnownContract>;
        const { code, contractId, contractTitle } = problem;
        if (code === 'known-reference' && contractId !== undefined && contractTitle !== undefined) {
          this.known.set({ contractId, contractTitle });
        }
        return throwError(() => refusal);
      }),
    );
  }

  setApart(): void {
    this.#apartFrom = this.known()?.contractId ?? null;
  }
}

@Component({
  selector: 'cs-known-contract',
  imports: [Icon, MatAnchor, MatButton, RouterLink],
  template: `
    <section class="cs-panel cs-stack" role="alert">
      <p class="cs-row">
        <cs-icon [path]="sign" />
        <strong i18n="@@known-contract.has-this-reference"
          >“{{ known().contractTitle }}” of this vendor has this reference.</strong
        >
      </p>
      <p i18n="@@known-contract.references-are-compared">
        References are compared without capitals and spaces. Void contracts are left out.
      </p>
      <p class="cs-row">
        <a
          i18n="@@known-contract.go-to-it"
          matButton="outlined"
          [routerLink]="['/contracts', known().contractId]"
          >Go to that contract</a
        >
        <button i18n="@@known-contract.it-is-another" matButton type="button" (click)="apart.emit()">
          These are two contracts: save all the same
        </button>
      </p>
    </section>
  `,
})
export class KnownContractNote {
  readonly known = input.required<KnownContract>();
  readonly apart = output();
  protected readonly sign = mdiAlertOutline;
}
