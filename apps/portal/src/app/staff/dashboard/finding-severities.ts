import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Dashboard } from '@countersign/api-types';
import { SeverityChip } from '../../ui/severity-chip';
import { SEVERITIES } from '../../ui/words';

@Component({
  selector: 'cs-finding-severities',
  imports: [RouterLink, SeverityChip],
  template: `
    <table class="lines">
      <thead>
        <tr>
          <th i18n="@@finding-severities.severity" scope="col">Severity</th>
          <th i18n="@@finding-severities.open" scope="col" class="number">Open</th>
          <th i18n="@@finding-severities.overdue" scope="col" class="number">Overdue</th>
        </tr>
      </thead>
      <tbody>
        @for (line of ordered(); track line.severity) {
          <tr>
            <th scope="row"><cs-severity-chip [severity]="line.severity" /></th>
            <td class="number">
              <a routerLink="/findings" [queryParams]="{ severity: line.severity, state: 'open' }">{{
                line.open
              }}</a>
            </td>
            <td class="number">
              <a
                routerLink="/findings"
                [class.cs-overdue]="line.overdue > 0"
                [queryParams]="{ severity: line.severity, overdue: true }"
              >
                {{ line.overdue }}
              </a>
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styleUrl: './lines.scss',
})
export class FindingSeverities {
  readonly lines = input.required<Dashboard['findingsBySeverity']>();
  protected readonly ordered = computed(() =>
    SEVERITIES.map(
      (severity) =>
        this.lines().find((line) => line.severity === severity) ?? { severity, open: 0, overdue: 0 },
    ),
  );
}
