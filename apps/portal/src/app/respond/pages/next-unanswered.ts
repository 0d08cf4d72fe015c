import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { filter, map, startWith } from 'rxjs';
import { AssessmentStore } from '../assessment/assessment-store';

/** The straight way on: from where the person is, to the next question that lacks something, and round again. */
@Component({
  selector: 'cs-next-unanswered',
  imports: [RouterLink],
  template: `
    @if (next(); as next) {
      <a [routerLink]="next.link" [fragment]="next.question"
        ><ng-container i18n="@@next-unanswered.next-unanswered">Next unanswered</ng-container
        ><span class="cs-visually-hidden">: {{ next.question }}</span></a
      >
    }
  `,
  styles: `
    a {
      display: inline-flex;
      align-items: center;
      min-block-size: 44px;
      font: var(--mat-sys-label-large);
      white-space: nowrap;
    }
  `,
})
export class NextUnanswered {
  readonly #store = inject(AssessmentStore);
  readonly #router = inject(Router);

  readonly #place = toSignal(
    this.#router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => placeIn(this.#router.url)),
    ),
    { initialValue: placeIn(this.#router.url) },
  );

  protected readonly next = computed(() => {
    if (!this.#store.answerable()) return null;
    const pages = this.#store
      .sections()
      .flatMap(({ id, questions }) => questions.map((question) => ({ section: id, question })));
    const lacking = new Set(this.#store.missing().map(({ question }) => question));
    const next = nextAfter(pages, this.#place(), lacking);
    if (next === null) return null;
    const { id } = this.#store.assessment();
    return { question: next.question, link: ['/respond/assessments', id, 'sections', next.section] };
  });
}

interface Place {
  readonly section: string | null;
  readonly question: string | null;
}

interface AskedOnPage {
  readonly section: string;
  readonly question: string;
}

export function nextAfter(
  pages: readonly AskedOnPage[],
  { section, question }: Place,
  lacking: ReadonlySet<string>,
): AskedOnPage | null {
  const here = pages.findIndex((one) => one.question === question && one.section === section);
  const begin = here === -1 ? pages.findIndex((one) => one.section === section) : here + 1;
  const ahead = [...pages.slice(Math.max(begin, 0)), ...pages.slice(0, Math.max(begin, 0))];
  return ahead.find((one) => lacking.has(one.question)) ?? null;
}

function placeIn(url: string): Place {
  const [path = '', fragment = null] = url.split('#');
  const [page, section = null] = path.split('?')[0]?.split('/').slice(4) ?? [];
  return page === 'sections' ? { section, question: fragment } : { section: null, question: null };
}
