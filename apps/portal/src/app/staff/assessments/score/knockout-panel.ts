import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Score } from '@countersign/api-types';
import { mdiAlertOctagram } from '@mdi/js';
import { message } from '../../../language/message';
import { Icon } from '../../../ui/icon';

@Component({
  selector: 'cs-knockout-panel',
  imports: [Icon, RouterLink],
  template: `
    <cs-icon [path]="sign" />
    <div>
      <h2>
        {{ heading() }}
      </h2>
      <p i18n="@@knockout-panel.each-holds-the-rating">
        Each holds the rating at high or above until its finding is closed as verified; no good answer
        elsewhere averages it away. One met only in part, or “not applicable” and not accepted, holds it at
        moderate.
      </p>
      <ul>
        @for (knockout of knockouts(); track knockout.question) {
          <li>
            <strong>{{ knockout.question }}</strong> {{ knockout.text }}
            @switch (knockout.status) {
              @case ('partial') {
                <em i18n="@@knockout-panel.met-only-in-part">met only in part</em>
              }
              @case ('not-applicable') {
                <em i18n="@@knockout-panel.not-applicable">“not applicable”, not accepted yet</em>
              }
            }
          </li>
        }
      </ul>
      <a
        i18n="@@knockout-panel.show-the-knock-out"
        [routerLink]="[]"
        [queryParams]="{ tab: 'answers', show: 'knockouts' }"
        >Show the knock-out questions</a
      >
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--cs-space-4);
      padding: var(--cs-space-4) var(--cs-space-5);
      border-radius: var(--mat-sys-corner-large);
      background: var(--cs-bad);
      color: var(--cs-on-bad);
    }

    cs-icon {
      inline-size: 1.75rem;
      block-size: 1.75rem;
    }

    div {
      display: grid;
      gap: var(--cs-space-2);
      min-inline-size: 0;
    }

    h2 {
      font: var(--mat-sys-title-medium);
    }

    p,
    li {
      max-inline-size: 60rem;
    }

    ul {
      display: grid;
      gap: var(--cs-space-1);
      padding-inline-start: 1.125rem;
    }

    a {
      justify-self: start;
      color: inherit;
    }
  `,
  host: { role: 'region', '[attr.aria-label]': 'regionName' },
})
export class KnockoutPanel {
  protected readonly regionName = $localize`:@@knockout-panel.knock-outs:Knock-outs`;
  protected readonly heading = computed(() =>
    message(
      $localize`:@@knockout-panel.heading:{n, plural, one {One knock-out is open} other {# knock-outs are open}}`,
      {
        n: this.knockouts().length,
      },
    ),
  );
  readonly knockouts = input.required<readonly Score['knockouts'][number][]>();
  protected readonly sign = mdiAlertOctagram;
}
