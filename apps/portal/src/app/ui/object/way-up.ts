import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { mdiChevronLeft } from '@mdi/js';
import { Icon } from '../icon';

export interface WayUp {
  readonly text: string;
  readonly link: string;
}

/** Above the heading: to what the page belongs to. */
@Component({
  selector: 'cs-way-up',
  imports: [Icon, RouterLink],
  template: `<a [routerLink]="to().link"><cs-icon [path]="back" />{{ to().text }}</a>`,
  styles: `
    :host {
      display: block;
      justify-self: start;
    }

    a {
      display: inline-flex;
      gap: 0.125rem;
      align-items: center;
      margin-inline-start: -0.25rem;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-large);
      text-decoration: none;
      overflow-wrap: anywhere;
    }

    a:hover {
      color: var(--mat-sys-primary);
      text-decoration: underline;
    }
  `,
})
export class WayUpLink {
  readonly to = input.required<WayUp>();
  protected readonly back = mdiChevronLeft;
}
