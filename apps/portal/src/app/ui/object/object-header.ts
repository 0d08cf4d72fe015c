import { Component, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { mdiChevronLeft } from '@mdi/js';
import { Heading } from '../heading';
import { Icon } from '../icon';
import { PageTitle } from '../page-title';

export interface WayUp {
  readonly text: string;
  readonly link: string;
}

/** Slots: `csChips` beside the name, `csActions` at the end of the line, text beneath as content. */
@Component({
  selector: 'cs-object-header',
  imports: [Heading, Icon, RouterLink],
  template: `
    @if (up(); as above) {
      <a class="up" [routerLink]="above.link"><cs-icon [path]="back" />{{ above.text }}</a>
    }
    <div class="line">
      <div class="name">
        <h1 csHeading>{{ heading() }}</h1>
        <div class="chips"><ng-content select="[csChips]" /></div>
      </div>
      <div class="actions"><ng-content select="[csActions]" /></div>
    </div>
    <ng-content />
  `,
  styleUrl: './object-header.scss',
})
export class ObjectHeader {
  readonly heading = input.required<string>();
  readonly up = input<WayUp | null>(null);
  protected readonly back = mdiChevronLeft;

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.name(this.heading()));
  }
}
