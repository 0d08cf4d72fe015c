import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Dashboard } from '@countersign/api-types';
import { ASSESSMENT_STATES } from '@countersign/domain';
import { StateChip } from '../../ui/state-chip';
import { ASSESSMENT_STATE_WORDS } from '../../ui/words';

@Component({
  selector: 'cs-assessment-states',
  imports: [RouterLink, StateChip],
  template: `
    @if (present().length > 0) {
      <ul>
        @for (line of present(); track line.state) {
          <li>
            <a routerLink="/assessments" [queryParams]="{ state: line.state }">
              <span class="amount">{{ line.count }}</span>
              <cs-state-chip [words]="words[line.state]" />
            </a>
          </li>
        }
      </ul>
    } @else {
      <p i18n="@@assessment-states.no-assessment-has-been">No assessment has been sent yet.</p>
    }
  `,
  styleUrl: './lines.scss',
})
export class AssessmentStates {
  readonly lines = input.required<Dashboard['assessmentsByState']>();
  protected readonly words = ASSESSMENT_STATE_WORDS;
  protected readonly present = computed(() =>
    ASSESSMENT_STATES.flatMap((state) =>
      this.lines().filter((line) => line.state === state && line.count > 0),
    ),
  );
}
