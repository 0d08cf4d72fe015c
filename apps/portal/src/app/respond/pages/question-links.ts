import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';

export interface QuestionLink {
  question: string;
  text: string;
}

/** Straight ways to single questions, each on the page of its section. */
@Component({
  selector: 'cs-question-links',
  imports: [RouterLink],
  template: `
    <ul>
      @for (line of lines(); track $index) {
        <li>
          <a
            [routerLink]="[
              '/respond/assessments',
              store.assessment().id,
              'sections',
              store.question(line.question).section,
            ]"
            [fragment]="line.question"
          >
            <span>{{ line.question }}</span> {{ line.text }}
          </a>
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
    }

    ul {
      padding: 0;
      list-style: none;
    }

    a {
      display: grid;
      grid-template-columns: 4rem 1fr;
      gap: var(--cs-space-2);
      align-items: baseline;
      min-block-size: 44px;
      padding-block: var(--cs-space-2);
    }

    span {
      font: var(--mat-sys-label-large);
    }
  `,
})
export class QuestionLinks {
  readonly lines = input.required<readonly QuestionLink[]>();
  protected readonly store = inject(AssessmentStore);
}
