import type { WordedProblem } from '../../language/rule-words';
import { Component, input } from '@angular/core';
import { mdiAlertCircleOutline } from '@mdi/js';
import { Icon } from '../../ui/icon';

/** What is wrong with one part of an answer, beside that part. The live region stands there before its words do. */
@Component({
  selector: 'cs-problem-lines',
  imports: [Icon],
  template: `
    <div role="status">
      @for (problem of problems(); track problem.message) {
        <p><cs-icon [path]="icon" /> {{ problem.message }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }

    p {
      display: flex;
      gap: var(--cs-space-2);
      margin-block-start: var(--cs-space-2);
      color: var(--mat-sys-error);
    }
  `,
})
export class ProblemLines {
  readonly problems = input.required<readonly WordedProblem[]>();
  protected readonly icon = mdiAlertCircleOutline;
}
