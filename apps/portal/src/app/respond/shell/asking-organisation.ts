import { Injectable, signal, type Type } from '@angular/core';

/** Who asks. Unknown until a link or an assessment tells: an address of the product tells a stranger nothing. */
@Injectable({ providedIn: 'root' })
export class AskingOrganisation {
  readonly name = signal<string | null>(null);
  /** What signs out, once this browser has been let in; it comes with the questionnaire that there is to leave. */
  readonly wayOut = signal<Type<unknown> | null>(null);
}
