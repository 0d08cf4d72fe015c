import { isReviewable } from '@countersign/domain';
import { Component, computed, ElementRef, inject, input, output } from '@angular/core';
import { questions } from '../../../language/counts';
import { SessionStore } from '../../../session/session-store';
import { EmptyNote } from '../../../ui/empty-note';
import { readProblem } from '../../../ui/problem';
import { ProblemPanel } from '../../../ui/problem-panel';
import type { AssessmentView } from '../assessment-view';
import { PublicAnswersClient } from '../public-answers/public-answers-client';
import { oneDecimal } from '../score/score-numbers';
import { ShowFilter, type ShowOption } from '../show-filter';
import { AnswerCard } from './answer-card';
import { ANSWER_FILTERS, ANSWER_FILTER_WORDS, answerFilterOf, passes } from './answer-filter';
import { EvidenceList } from './evidence-list';
import { type QuestionLine, sectionLines } from './question-line';

@Component({
  selector: 'cs-answers-tab',
  imports: [AnswerCard, EmptyNote, EvidenceList, ProblemPanel, ShowFilter],
  templateUrl: './answers-tab.html',
  styleUrl: './answers-tab.scss',
  host: { class: 'cs-stack', '(document:keydown)': 'onKey($event)' },
})
export class AnswersTab {
  readonly assessment = input.required<AssessmentView>();
  readonly show = input<string>();
  readonly reviewed = output<AssessmentView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly mayAnswer = computed(() => this.#session.may('assessment.review'));
  protected readonly research = inject(PublicAnswersClient).ofAssessment(
    computed(() => this.assessment().id),
  );
  readonly #ours = computed(
    () =>
      new Map(
        (this.research.hasValue() ? this.research.value().items : []).map((one) => [one.question, one]),
      ),
  );
  protected readonly researchProblem = computed(() =>
    this.research.status() === 'error' ? readProblem(this.research.error()) : null,
  );

  protected ours(question: string) {
    return this.#ours().get(question) ?? null;
  }

  protected readonly filter = computed(() => answerFilterOf(this.show()));
  protected readonly everything = computed(() => sectionLines(this.assessment(), this.#session.today()));
  protected readonly options = computed<ShowOption[]>(() => {
    const lines = this.everything().flatMap((section) => section.lines);
    return ANSWER_FILTERS.map((key) => ({
      key,
      text: ANSWER_FILTER_WORDS[key],
      count: lines.filter((line) => passes(line, key)).length,
    }));
  });
  protected readonly sections = computed(() =>
    this.everything()
      .map((section) => ({
        ...section,
        lines: section.lines.filter((line) => passes(line, this.filter())),
        score: this.#sectionScore(section.id),
      }))
      .filter((section) => section.lines.length > 0),
  );
  /** Evidence for the whole questionnaire, such as an audit report. */
  protected readonly general = computed(
    () => this.assessment().evidence.find((group) => group.question === null) ?? null,
  );
  protected readonly mayReview = computed(
    () => this.#session.may('assessment.review') && isReviewable(this.assessment().row.state),
  );

  /** A knock-out that nobody had judged when the review was closed: approval waits for it. */
  protected mayJudgeLate({ question, review, finding }: QuestionLine): boolean {
    const judged = review !== null && review.verdict !== 'clarify';
    return (
      this.#session.may('assessment.review') &&
      this.assessment().row.state === 'closed' &&
      question.knockout &&
      !judged &&
      (finding === null || finding.state === 'proposed')
    );
  }

  protected readonly questions = questions;

  /** j and k walk from question to question, as in a mail program. */
  protected onKey(event: KeyboardEvent): void {
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    const cards = [...this.#element.querySelectorAll<HTMLElement>('cs-answer-card')];
    const here = cards.findIndex((card) => card.contains(event.target as Node));
    const next = cards[here === -1 ? firstInSight(cards, step) : here + step];
    if (next) {
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'start' });
    }
  }

  #sectionScore(id: string): string | null {
    const section = this.assessment().score?.sections.find((candidate) => candidate.id === id);
    return section?.ceHundredths == null
      ? null
      : $localize`:@@answers-tab.of-100:${oneDecimal(section.ceHundredths)}:score: of 100`;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]), textarea, mat-select, [contenteditable]') !== null
  );
}

/** Nothing has the focus yet: start with what the reader sees. */
function firstInSight(cards: readonly HTMLElement[], step: number): number {
  const first = cards.findIndex((card) => card.getBoundingClientRect().bottom > 0);
  return step > 0 ? first : first - 1;
}
