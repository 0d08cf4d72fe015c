import { Component, input } from '@angular/core';
import type { Problem } from '@countersign/api-types';
import { mdiAlertCircleOutline } from '@mdi/js';
import { Icon } from './icon';
import { SupportReference } from './support-reference';

/** A refusal of one step, in place: the step itself is the way to try again. */
@Component({
  selector: 'cs-problem-note',
  imports: [Icon, SupportReference],
  template: `
    <cs-icon [path]="sign" />
    <div>
      <strong>{{ problem().title }}</strong>
      <p>{{ problem().detail }}</p>
      <cs-support-reference [problem]="problem()" />
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--cs-space-3);
      padding: var(--cs-space-3) var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }

    strong {
      font: var(--mat-sys-title-medium);
    }
  `,
  host: { role: 'alert' },
})
export class ProblemNote {
  readonly problem = input.required<Problem>();
  protected readonly sign = mdiAlertCircleOutline;
}
