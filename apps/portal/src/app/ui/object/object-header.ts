import { Component, effect, inject, input } from '@angular/core';
import { Heading } from '../heading';
import { PageTitle } from '../page-title';
import { type WayUp, WayUpLink } from './way-up';

/** Slots: `csChips` beside the name, `csActions` at the end of the line, text beneath as content. */
@Component({
  selector: 'cs-object-header',
  imports: [Heading, WayUpLink],
  template: `
    @if (up(); as above) {
      <cs-way-up [to]="above" />
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

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.name(this.heading()));
  }
}
