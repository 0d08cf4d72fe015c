import { Component, computed, input } from '@angular/core';
import type { Problem } from '@countersign/api-types';
import { supportReference } from './problem';

/** What to name to whoever is asked for help, where the failure is the server's. */
@Component({
  selector: 'cs-support-reference',
  template: `
    @if (reference(); as reference) {
      <p i18n="@@support-reference.reference-for-support">
        Reference for support: <code>{{ reference }}</code>
      </p>
    }
  `,
  styles: `
    p {
      margin-block-start: var(--cs-space-1);
      font: var(--mat-sys-body-small);
      overflow-wrap: anywhere;
    }

    /* whole on a line where there is room for it: it is read out, or copied */
    code {
      display: inline-block;
    }
  `,
})
export class SupportReference {
  readonly problem = input.required<Problem>();
  protected readonly reference = computed(() => supportReference(this.problem()));
}
