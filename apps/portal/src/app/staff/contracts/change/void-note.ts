import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Uuid } from '@countersign/api-types';

/** In the place of a form that changes a contract: a void one takes no change. */
@Component({
  selector: 'cs-void-note',
  imports: [RouterLink],
  template: `
    <p i18n="@@void-note.it-is-void" class="cs-panel">
      This contract is void: it is brought back before anything else is done with it.
      <a [routerLink]="['/contracts', id()]">See the contract</a>
    </p>
  `,
})
export class VoidNote {
  readonly id = input.required<Uuid>();
}
