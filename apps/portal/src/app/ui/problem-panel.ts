import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Problem } from '@countersign/api-types';
import { mdiAlertCircleOutline, mdiRefresh } from '@mdi/js';
import { Icon } from './icon';
import { SupportReference } from './support-reference';

@Component({
  selector: 'cs-problem-panel',
  imports: [Icon, MatButton, SupportReference],
  template: `
    <cs-icon class="sign" [path]="sign" />
    <div>
      <h2>{{ problem().title }}</h2>
      <p>{{ problem().detail }}</p>
      <cs-support-reference [problem]="problem()" />
      <button matButton="outlined" type="button" (click)="retry.emit()">
        <cs-icon [path]="again" /><ng-container i18n="@@problem-panel.try-again">Try again</ng-container>
      </button>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--cs-space-4);
      padding: var(--cs-space-6) var(--cs-space-5);
    }

    .sign {
      inline-size: 1.75rem;
      block-size: 1.75rem;
      color: var(--mat-sys-error);
    }

    div {
      display: grid;
      gap: var(--cs-space-3);
      justify-items: start;
    }
  `,
  host: { role: 'alert' },
})
export class ProblemPanel {
  readonly problem = input.required<Problem>();
  readonly retry = output();
  protected readonly sign = mdiAlertCircleOutline;
  protected readonly again = mdiRefresh;
}
