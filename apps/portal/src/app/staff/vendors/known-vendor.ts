import { Component, input, output, signal } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { KnownVendor } from '@countersign/api-types';
import { mdiAlertOutline } from '@mdi/js';
import { catchError, type Observable, throwError } from 'rxjs';
import { Icon } from '../../ui/icon';
import { readProblem } from '../../ui/problem';

/** The vendor that has the name already: it is gone to, or said to be another company. */
export class SameName {
  readonly known = signal<KnownVendor | null>(null);
  #apartFrom: string | null = null;

  /** Sends what is typed, with the vendor that was said to be another. */
  save<Saved>(send: (apartFrom: string | null) => Observable<Saved>): Observable<Saved> {
    this.known.set(null);
    return send(this.#apartFrom).pipe(
      catchError((refusal: unknown) => {
        const problem = readProblem(refusal) as { readonly code: string } & Partial<KnownVendor>;
        const { code, vendorId, vendorName } = problem;
        if (code === 'vendor-exists' && vendorId !== undefined && vendorName !== undefined) {
          this.known.set({ vendorId, vendorName });
        }
        return throwError(() => refusal);
      }),
    );
  }

  setApart(): void {
    this.#apartFrom = this.known()?.vendorId ?? null;
  }
}

@Component({
  selector: 'cs-known-vendor',
  imports: [Icon, MatAnchor, MatButton, RouterLink],
  template: `
    <section class="cs-panel cs-stack" role="alert">
      <p class="cs-row">
        <cs-icon [path]="sign" />
        <strong i18n="@@known-vendor.is-there-already">{{ known().vendorName }} is there already.</strong>
      </p>
      <p i18n="@@known-vendor.names-are-compared">
        Names are compared without capitals, accents, punctuation and legal forms such as Inc. or GmbH.
      </p>
      <p class="cs-row">
        <a i18n="@@known-vendor.go-to-it" matButton="outlined" [routerLink]="['/vendors', known().vendorId]"
          >Go to {{ known().vendorName }}</a
        >
        @if (mergeInto(); as vendor) {
          <a
            i18n="@@known-vendor.merge"
            matButton
            [routerLink]="['/vendors', vendor, 'merge']"
            [queryParams]="{ with: known().vendorId }"
            >It is the same company: merge</a
          >
        }
        <button i18n="@@known-vendor.it-is-another" matButton type="button" (click)="apart.emit()">
          It is another company: save all the same
        </button>
      </p>
    </section>
  `,
})
export class KnownVendorNote {
  readonly known = input.required<KnownVendor>();
  /** The vendor that is edited: one that is only about to be added has nothing to merge. */
  readonly mergeInto = input<string>();
  readonly apart = output();
  protected readonly sign = mdiAlertOutline;
}
