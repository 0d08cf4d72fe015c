import { Component, computed, input } from '@angular/core';

/** Draws one path of @mdi/js. Decorative unless it has a label. */
@Component({
  selector: 'cs-icon',
  template: `<svg viewBox="0 0 24 24" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
      vertical-align: -0.25em;
    }

    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: currentColor;
    }
  `,
  host: {
    '[attr.role]': 'role()',
    '[attr.aria-label]': 'label()',
    '[attr.aria-hidden]': 'label() ? null : true',
  },
})
export class Icon {
  readonly path = input.required<string>();
  readonly label = input<string | null>(null);
  protected readonly role = computed(() => (this.label() ? 'img' : null));
}
