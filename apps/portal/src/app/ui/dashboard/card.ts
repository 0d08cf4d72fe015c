import { Component, input } from '@angular/core';

@Component({
  selector: 'cs-card',
  template: `
    <header>
      <h2>{{ heading() }}</h2>
      @if (note()) {
        <p>{{ note() }}</p>
      }
    </header>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-4);
      align-content: start;
      min-inline-size: 0;
    }

    h2 {
      font: var(--mat-sys-title-medium);
      font-family: var(--mat-sys-headline-small-font);
      font-size: 1.125rem;
    }

    p {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
  host: { class: 'cs-panel' },
})
export class Card {
  readonly heading = input.required<string>();
  readonly note = input<string | null>(null);
}
