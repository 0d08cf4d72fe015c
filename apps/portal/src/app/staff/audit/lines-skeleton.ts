import { Component, input } from '@angular/core';

/** Holds the place of lines that are still on their way. */
@Component({
  selector: 'cs-lines-skeleton',
  template: `
    <p i18n="@@lines-skeleton.loading" class="cs-visually-hidden" role="status">Loading</p>
    @for (line of lines; track line) {
      <div [style.block-size]="height()"><span></span></div>
    }
  `,
  styles: `
    :host {
      display: block;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-large);
      background: var(--cs-panel);
    }

    div {
      display: flex;
      align-items: center;
      padding-inline: 1.25rem;
      border-block-end: 1px solid var(--mat-sys-surface-container-high);
    }

    div:last-child {
      border-block-end: 0;
    }

    span {
      inline-size: min(32rem, 80%);
      block-size: 1.25rem;
      border-radius: var(--mat-sys-corner-small);
      background: var(--mat-sys-surface-container-high);
    }
  `,
})
export class LinesSkeleton {
  readonly height = input('4rem');
  protected readonly lines = [1, 2, 3, 4, 5, 6, 7, 8];
}
