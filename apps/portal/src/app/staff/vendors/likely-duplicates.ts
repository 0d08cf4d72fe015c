import { Component, inject, input } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LikelyDuplicate, Vendor } from '@countersign/api-types';
import { listed } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { VendorsClient } from './vendors-client';

/** Other vendors that may be the same company, each with the way to look at it and to merge it. */
@Component({
  selector: 'cs-likely-duplicates',
  imports: [MatAnchor, RouterLink],
  template: `
    @if (likely.hasValue() && likely.value().items.length > 0) {
      <section class="cs-panel cs-stack" aria-labelledby="likely-duplicates">
        <h2 i18n="@@likely-duplicates.recorded-twice" id="likely-duplicates">Recorded twice?</h2>
        @for (other of likely.value().items; track other.id) {
          <p class="cs-row">
            <span>
              <a [routerLink]="['/vendors', other.id]">{{ other.name }}</a>
              @if (other.state === 'archived') {
                <ng-container i18n="@@likely-duplicates.archived">(archived)</ng-container>
              }
              – {{ because(other) }}
            </span>
            @if (session.may('vendor.write') && vendor().state === 'active') {
              <a
                matButton="outlined"
                [routerLink]="['/vendors', vendor().id, 'merge']"
                [queryParams]="{ with: other.id }"
                [attr.aria-label]="mergeWith(other)"
                i18n="@@likely-duplicates.merge"
                >Merge</a
              >
            }
          </p>
        }
      </section>
    }
  `,
  styles: ':host { overflow-wrap: anywhere; }',
})
export class LikelyDuplicatesPanel {
  readonly vendor = input.required<Pick<Vendor, 'id' | 'state'>>();

  protected readonly session = inject(SessionStore);
  protected readonly likely = inject(VendorsClient).likelyDuplicates(() => this.vendor().id);

  protected because({ sameName, domains }: LikelyDuplicate): string {
    if (sameName) return $localize`:@@likely-duplicates.the-same-name:the same name`;
    return $localize`:@@likely-duplicates.people-at:people at ${listed(domains)}:hosts: as well`;
  }

  protected mergeWith({ name }: LikelyDuplicate): string {
    return $localize`:@@likely-duplicates.merge-with:Merge ${name}:name: into this vendor`;
  }
}
