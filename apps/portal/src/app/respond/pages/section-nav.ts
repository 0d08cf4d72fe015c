import { Component, computed, inject, model } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive } from '@angular/router';
import { mdiCheckCircle, mdiChevronDown, mdiCircleOutline, mdiCircleSlice4, mdiMinus } from '@mdi/js';
import { filter, map, startWith } from 'rxjs';
import { Icon } from '../../ui/icon';
import { AssessmentStore } from '../assessment/assessment-store';
import type { SectionStanding } from '../assessment/section-standing';
import { QuestionFinder } from './question-finder';

/** The way through the questionnaire. On phones it folds to one button that names the current page. */
@Component({
  selector: 'cs-section-nav',
  imports: [Icon, QuestionFinder, RouterLink, RouterLinkActive],
  templateUrl: './section-nav.html',
  styleUrl: './section-nav.scss',
})
export class SectionNav {
  readonly open = model(false);

  protected readonly store = inject(AssessmentStore);
  readonly #router = inject(Router);
  readonly #page = toSignal(
    this.#router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => this.#router.url.split(/[?#]/)[0]?.split('/').slice(4) ?? []),
    ),
    { initialValue: [] },
  );

  protected readonly icons = { down: mdiChevronDown };
  protected readonly base = computed(() => ['/respond/assessments', this.store.assessment().id]);
  protected readonly lastPage = computed(() =>
    this.store.answerable()
      ? {
          path: 'review',
          title:
            this.store.assessment().part === null
              ? $localize`:@@section-nav.review-and-sign:Review and sign`
              : $localize`:@@section-nav.your-part:Your part`,
        }
      : { path: 'receipt', title: $localize`:@@section-nav.receipt-and-answers:Receipt and answers` },
  );
  protected readonly current = computed(() => {
    const [page, section] = this.#page();
    const found = this.store.sections().find(({ id }) => page === 'sections' && id === section);
    if (found) return `${found.id}. ${found.title}`;
    if (page === 'colleagues') return $localize`:@@section-nav.colleagues:Colleagues`;
    return page === 'review' || page === 'receipt'
      ? this.lastPage().title
      : $localize`:@@section-nav.overview:Overview`;
  });

  protected icon({ complete, required, questions }: SectionStanding): string {
    if (questions.length === 0) return mdiMinus;
    if (complete === required) return mdiCheckCircle;
    return complete === 0 ? mdiCircleOutline : mdiCircleSlice4;
  }
}
