import { Component, input } from '@angular/core';
import type { ActionableDay } from './actionable-day';

/** The most important line of a contract, large enough to be read across a desk. */
@Component({
  selector: 'cs-notice-day',
  template: `
    <h2>{{ of().label }}</h2>
    <p class="day">
      <strong>{{ of().day }}</strong>
      @if (of().left) {
        <span>{{ of().left }}</span>
      }
    </p>
    @for (note of of().notes; track note) {
      <p class="note">{{ note }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-1);
      padding: var(--cs-space-4) var(--cs-space-5);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-large);
      background: var(--cs-panel);
    }

    :host(.urgent) {
      border-color: transparent;
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }

    :host(.alarming) {
      border-color: transparent;
      background: var(--cs-bad);
      color: var(--cs-on-bad);
    }

    h2 {
      font: var(--mat-sys-label-large);
    }

    .day {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--cs-space-4);
      align-items: baseline;
    }

    strong {
      font: var(--mat-sys-headline-small);
      font-weight: 600;
    }

    .day span {
      font: var(--mat-sys-title-medium);
    }
  `,
  host: { '[class.urgent]': 'of().urgent', '[class.alarming]': 'of().alarming === true' },
})
export class NoticeDay {
  readonly of = input.required<ActionableDay>();
}
