import { Component, input } from '@angular/core';
import { Heading } from './heading';

/** The top of a page that is not one object's: heading, a line of explanation, the one primary action as content. */
@Component({
  selector: 'cs-page-header',
  imports: [Heading],
  template: `
    <div>
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
}
