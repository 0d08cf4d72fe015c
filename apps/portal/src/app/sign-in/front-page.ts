import { Component, input } from '@angular/core';

/** The frame of the pages outside the portal's own: one card, the product's name, nothing that leads nowhere. */
@Component({
  selector: 'cs-front-page',
  template: `
    <main [class.wide]="wide()">
      <div class="brand">
        <img src="/favicon.svg" alt="" width="44" height="44" />
        <span>Countersign</span>
      </div>
      <ng-content />
    </main>
  `,
  styleUrl: './front-page.scss',
})
export class FrontPage {
  readonly wide = input(false);
}
