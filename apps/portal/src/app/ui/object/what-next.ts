import { Component, input } from '@angular/core';
import { mdiArrowRightCircleOutline, mdiCheckCircleOutline } from '@mdi/js';
import { Icon } from '../icon';

/** One sentence on what is due, and as content the page's one primary action. */
@Component({
  selector: 'cs-what-next',
  imports: [Icon],
  template: `
    <cs-icon [path]="settled() ? done : next" />
    <div class="words">
      <h2>
        @if (settled()) {
          {{ nothing }}
        } @else {
          <ng-container i18n="@@what-next.what-next">What next</ng-container>
        }
      </h2>
      @if (text() !== nothing || !settled()) {
        <p>{{ text() }}</p>
      }
    </div>
    <div class="action"><ng-content /></div>
  `,
  styleUrl: './what-next.scss',
  host: { role: 'region', '[attr.aria-label]': 'regionName', '[class.settled]': 'settled()' },
})
export class WhatNextPanel {
  protected readonly regionName = $localize`:@@what-next.what-next:What next`;
  protected readonly nothing = $localize`:@@what-next.nothing-to-do-now:Nothing to do now`;
  readonly text = input.required<string>();
  readonly settled = input(false);
  protected readonly next = mdiArrowRightCircleOutline;
  protected readonly done = mdiCheckCircleOutline;
}
