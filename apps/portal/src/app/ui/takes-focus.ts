import { afterNextRender, Directive, ElementRef, inject } from '@angular/core';

/** What opens in place of the button that was pressed takes over the focus: its first entry, or its heading. */
@Directive({ selector: '[csTakesFocus]' })
export class TakesFocus {
  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() =>
      element.querySelector<HTMLElement>('input:not([type=hidden]), textarea, [tabindex="-1"]')?.focus(),
    );
  }
}
