import { Component, input } from '@angular/core';

@Component({
  selector: 'cs-empty-note',
  template: `
    <p>{{ text() }}</p>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-3);
      justify-items: start;
      padding: var(--cs-space-5);
      border: 1px dashed var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-large);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class EmptyNote {
  readonly text = input.required<string>();
}
