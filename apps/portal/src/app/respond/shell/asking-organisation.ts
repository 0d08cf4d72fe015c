import { Injectable, signal } from '@angular/core';

/** Who asks. Unknown until a link or an assessment tells: an address of the product tells a stranger nothing. */
@Injectable({ providedIn: 'root' })
export class AskingOrganisation {
  readonly name = signal<string | null>(null);
  /** This browser has been let in, so that there is something to sign out of. */
  readonly letIn = signal(false);
}
