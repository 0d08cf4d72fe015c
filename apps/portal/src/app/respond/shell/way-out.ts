import { Directive, effect, inject, untracked, ViewContainerRef } from '@angular/core';
import { AskingOrganisation } from './asking-organisation';

/** Where what signs out stands. */
@Directive({ selector: '[csWayOut]' })
export class WayOut {
  constructor() {
    const organisation = inject(AskingOrganisation);
    const place = inject(ViewContainerRef);
    effect(() => {
      const wayOut = organisation.wayOut();
      untracked(() => {
        place.clear();
        if (wayOut !== null) place.createComponent(wayOut);
      });
    });
  }
}
