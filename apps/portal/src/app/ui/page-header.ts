import { Component, input } from '@angular/core';
import { Heading } from './heading';
import { type WayUp, WayUpLink } from './object/way-up';

/** The top of a page that is not one object's: the way up, heading, a line of explanation, the one primary action as content. */
@Component({
  selector: 'cs-page-header',
  imports: [Heading, WayUpLink],
  template: `
    <div>
      @if (up(); as above) {
        <cs-way-up [to]="above" />
      }
      <h1 csHeading>{{ heading() }}</h1>
      @if (lead()) {
        <p>{{ lead() }}</p>
      }
    </div>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-3) var(--cs-space-5);
      align-items: flex-start;
      justify-content: space-between;
    }

    p {
      max-inline-size: var(--cs-text-width);
      margin-block-start: var(--cs-space-1);
      color: var(--mat-sys-on-surface-variant);
    }

    .actions:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly lead = input<string | null>(null);
  /** Where the page is about a part of one object: to that object. */
  readonly up = input<WayUp | null>(null);
}
