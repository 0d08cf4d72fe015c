import { Injectable, signal } from '@angular/core';

/** Who asks. Unknown until an assessment is open: an address of the product tells a stranger nothing. */
@Injectable({ providedIn: 'root' })
export class AskingOrganisation {
  readonly name = signal<string | null>(null);
}
