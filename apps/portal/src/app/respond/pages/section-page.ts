import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { message } from '../../language/message';
import { Heading } from '../../ui/heading';
import { PageTitle } from '../../ui/page-title';
import { AssessmentStore } from '../assessment/assessment-store';
import { BesideStore } from '../assessment/beside-store';
import { ReturnedAnswers } from '../assessment/returned-answers';
import { QuestionField } from '../question/question-field';

/** One section on one page. Questions come and go by the rules while the answers are given. */
@Component({
  selector: 'cs-section-page',
  imports: [Heading, MatButton, QuestionField, RouterLink],
  templateUrl: './section-page.html',
  styleUrl: './section-page.scss',
})
export class SectionPage {
  readonly sectionId = input.required<string>();

  protected readonly store = inject(AssessmentStore);
  readonly #beside = inject(BesideStore);
  readonly #returned = inject(ReturnedAnswers);
  readonly #pageTitle = inject(PageTitle);
  readonly #fragment = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });

  protected readonly base = computed(() => ['/respond/assessments', this.store.assessment().id]);
  readonly #place = computed(() => this.store.sections().findIndex(({ id }) => id === this.sectionId()));
  protected readonly section = computed(() => this.store.sections()[this.#place()] ?? null);
  protected readonly place = computed(
    () =>
      $localize`:@@section-page.section-of:Section ${this.#place() + 1}:place: of ${this.store.sections().length}:sections:`,
  );
  protected readonly previous = computed(() => this.store.sections()[this.#place() - 1] ?? null);
  protected readonly next = computed(
    () =>
      this.store.sections().find(({ questions }, index) => index > this.#place() && questions.length > 0) ??
      null,
  );

  /** Answered before the return, and not returned. */
  protected readonly closed = computed(() =>
    this.store.answerable()
      ? (this.section()?.questions ?? []).filter((question) => this.store.isClosed(question))
      : [],
  );
  /** Of this section, what was answered in other questionnaires and is not answered here. */
  readonly #offers = computed(() =>
    (this.section()?.questions ?? []).flatMap((question) => this.#beside.offerOf(question) ?? []),
  );
  protected readonly offersInWords = computed(() =>
    message(
      $localize`:@@section-page.earlier-answers:{n, plural, =0 {} one {One earlier answer is offered above, at its question.} other {# earlier answers are offered above, each at its question.}}`,
      { n: this.#offers().length },
    ),
  );
  protected readonly taking = signal(false);
  protected readonly took = signal<string | null>(null);
  protected readonly opening = signal(false);
  protected readonly trouble = signal<string | null>(null);

  protected readonly changes = signal('');
  #shown: ReadonlySet<string> | null = null;

  constructor() {
    effect(() => {
      const section = this.section();
      if (section) this.#pageTitle.name(`${section.id}. ${section.title}`);
    });
    effect(() => {
      const visible = this.store.visible();
      if (this.#shown) this.changes.set(changeWords(this.#shown, visible));
      this.#shown = visible;
    });
    effect(() => {
      const question = this.#fragment();
      // after the heading has had its focus: a link to one question means that question
      if (question && this.section()) setTimeout(() => goTo(question), 60);
    });
  }

  protected async takeAllOver(): Promise<void> {
    this.taking.set(true);
    this.took.set(
      (await this.#beside.takeOver(this.#offers())) ??
        $localize`:@@section-page.taken-over:Taken over. You can change each of them.`,
    );
    this.taking.set(false);
  }

  protected async openAll(): Promise<void> {
    this.opening.set(true);
    this.trouble.set(await this.#returned.open(this.closed()));
    this.opening.set(false);
  }
}

export function changeWords(before: ReadonlySet<string>, after: ReadonlySet<string>): string {
  const more = [...after].filter((id) => !before.has(id)).length;
  const fewer = [...before].filter((id) => !after.has(id)).length;
  const sentences = [
    message(
      $localize`:@@section-page.more-apply:{n, plural, =0 {} one {# more question now applies.} other {# more questions now apply.}}`,
      {
        n: more,
      },
    ),
    message(
      $localize`:@@section-page.fewer-apply:{n, plural, =0 {} one {# question no longer applies.} other {# questions no longer apply.}}`,
      {
        n: fewer,
      },
    ),
  ];
  return sentences.filter(Boolean).join(' ');
}

function goTo(question: string): void {
  const field = document.getElementById(question);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'start' });
}
