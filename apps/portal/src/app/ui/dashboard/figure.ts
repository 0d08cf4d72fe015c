import { Component, computed, input } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import { number } from '../../language/formats';
import type { Tone } from '../words';

/** A number with its unit that leads to the list behind it. */
@Component({
  selector: 'cs-figure',
  imports: [RouterLink],
  template: `
    <a [routerLink]="link()" [queryParams]="params()">
      <span class="amount">{{ shown() }}</span>
      <span class="unit">{{ unit() }}</span>
    </a>
  `,
  styles: `
    a {
      display: flex;
      gap: 0.5rem;
      align-items: baseline;
      margin: -0.375rem -0.5rem;
      padding: 0.375rem 0.5rem;
      border-radius: var(--mat-sys-corner-small);
      color: inherit;
      text-decoration: none;
    }

    a:hover {
      background: var(--mat-sys-surface-container);
    }

    a:hover .unit {
      text-decoration: underline;
    }

    .amount {
      flex: none;
      min-inline-size: 2.25ch;
      font: var(--mat-sys-headline-medium);
      font-weight: 600;
      line-height: 1;
      white-space: nowrap;
    }

    :host([data-tone='bad']) .amount {
      color: var(--mat-sys-error);
    }

    :host([data-tone='warn']) .amount {
      color: var(--cs-on-warn);
    }
  `,
  host: { '[attr.data-tone]': 'amount() > 0 ? tone() : null' },
})
export class Figure {
  readonly amount = input.required<number>();
  readonly unit = input.required<string>();
  readonly link = input.required<string>();
  readonly params = input<Params>({});
  readonly tone = input<Tone>('quiet');
  protected readonly shown = computed(() => number(this.amount()));
}
