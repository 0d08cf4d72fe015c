import { Component, input } from '@angular/core';
import type { EngagementRow } from '@countersign/api-types';

/** Who answers for it; an owner who has left, or none, is work. */
@Component({
  selector: 'cs-owner-note',
  template: `
    @let row = of();
    @if (row.ownerName && row.ownerLeft) {
      <small class="cs-overdue" i18n="@@owner-note.deactivated">Owner {{ row.ownerName }}, deactivated</small>
    } @else if (row.ownerName) {
      <small i18n="@@owner-note.owner">Owner {{ row.ownerName }}</small>
    } @else {
      <small class="cs-overdue" i18n="@@owner-note.no-owner">No owner</small>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class OwnerNote {
  readonly of = input.required<Pick<EngagementRow, 'ownerName' | 'ownerLeft'>>();
}
