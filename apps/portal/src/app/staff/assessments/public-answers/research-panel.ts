import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Uuid } from '@countersign/api-types';
import { InstantPipe } from '../../../ui/dates';
import { readProblem } from '../../../ui/problem';
import { ProblemPanel } from '../../../ui/problem-panel';
import { StateChip } from '../../../ui/state-chip';
import { OURS } from './ours';
import { PublicAnswerWords } from './public-answer-words';
import { PublicAnswersClient } from './public-answers-client';

/** Whoever decides on a service whose vendor declined reads what members found themselves, apart from what counts. */
@Component({
  selector: 'cs-research-panel',
  imports: [InstantPipe, ProblemPanel, PublicAnswerWords, RouterLink, StateChip],
  template: `
    @if (problem(); as refused) {
      <cs-problem-panel class="cs-panel" [problem]="refused" (retry)="found.reload()" />
    } @else if (standing().length > 0) {
      <section class="cs-panel cs-stack" aria-labelledby="own-research">
        <h2 i18n="@@research-panel.our-own-research" id="own-research">Our own research</h2>
        <p i18n="@@research-panel.counts-nowhere" class="cs-muted">
          Found in public documents where the vendor declined to answer. None of it counts as the vendor’s
          answer: score, rating and what approval needs stand as without it.
        </p>
        <ul>
          @for (each of standing(); track each.assessmentId + each.question) {
            <li>
              <p class="cs-row">
                <cs-state-chip [words]="ours" />
                <a [routerLink]="['/assessments', each.assessmentId]">{{ each.question }}</a>
              </p>
              <h3>{{ each.asked }}</h3>
              <cs-public-answer-words [of]="each" />
              <p class="cs-muted">{{ each.by }}, {{ each.at | instant }}</p>
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--cs-space-4);
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      gap: var(--cs-space-1);
    }
    h3 {
      max-inline-size: var(--cs-text-width);
    }
  `,
})
export class ResearchPanel {
  readonly engagementId = input.required<Uuid>();

  protected readonly ours = OURS;
  protected readonly found = inject(PublicAnswersClient).ofEngagement(this.engagementId);
  protected readonly standing = computed(() =>
    this.found.hasValue() ? this.found.value().items.filter(({ says }) => says !== null) : [],
  );
  protected readonly problem = computed(() =>
    this.found.status() === 'error' ? readProblem(this.found.error()) : null,
  );
}
