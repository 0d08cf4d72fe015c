import { isReviewable } from '@countersign/domain';
import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { DeskChange, EvidenceFile, EvidenceOfQuestion, ReviewOfAnswer } from '@countersign/api-types';
import { mdiKeyboardOutline, mdiUndo } from '@mdi/js';
import { firstValueFrom, type Observable } from 'rxjs';
import { message } from '../../../language/message';
import { SessionStore } from '../../../session/session-store';
import { EmptyNote } from '../../../ui/empty-note';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { readProblem } from '../../../ui/problem';
import { ProblemPanel } from '../../../ui/problem-panel';
import { VERDICT_WORDS } from '../../../ui/words';
import { AnswerCard } from '../answers/answer-card';
import { EvidenceList } from '../answers/evidence-list';
import { type QuestionLine, sectionLines, type StandingVerdict } from '../answers/question-line';
import { ReviewControls } from '../answers/review-controls';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient, type NewReview } from '../assessments-client';
import { PublicAnswerBlock } from '../public-answers/public-answer-block';
import { PublicAnswersClient } from '../public-answers/public-answers-client';
import { oneDecimal } from '../score/score-numbers';
import { ShowFilter, type ShowOption } from '../show-filter';
import { withChange, withNews } from './desk-change';
import { DESK_FILTERS, DESK_FILTER_NOTES, DESK_FILTER_WORDS, deskFilterOf, passes } from './desk-filter';
import { type DeskAct, DeskKeys } from './desk-keys';
import { DeskNewsService } from './desk-news';
import { EvidencePreview } from './evidence-preview';
import { KeysDialog } from './keys-dialog';
import { QuestionList } from './question-list';
import { type RestOfSection, SectionDialog } from './section-dialog';

/** On a phone one of them at a time. */
type Pane = 'list' | 'question' | 'evidence';

/** What would take the last act back: what was said before it, on what it has left. */
type Undo = readonly {
  readonly question: string;
  readonly review: NewReview | null;
  readonly seen: ReviewOfAnswer;
}[];

/**
 * Three panes: the questions, one of them with its answer, its evidence. Every act answers what it has changed alone,
 * and keeps the place: the list, the question, what has the keyboard.
 */
@Component({
  selector: 'cs-review-desk',
  imports: [
    AnswerCard,
    EmptyNote,
    EvidenceList,
    EvidencePreview,
    Icon,
    MatButton,
    ProblemPanel,
    PublicAnswerBlock,
    QuestionList,
    ReviewControls,
    ShowFilter,
  ],
  providers: [DeskNewsService],
  templateUrl: './review-desk.html',
  styleUrl: './review-desk.scss',
  host: { '(document:keydown)': 'onKey($event)' },
})
export class ReviewDesk {
  readonly assessment = input.required<AssessmentView>();
  readonly show = input<string>();
  /** The question that is shown, as the address names it. */
  readonly at = input<string>();
  readonly changed = output<AssessmentView>();
  /** More than what is told here is another by now: the page reads everything anew. */
  readonly outdated = output();

  readonly #session = inject(SessionStore);
  readonly #assessments = inject(AssessmentsClient);
  readonly #router = inject(Router);
  readonly #dialog = inject(MatDialog);
  readonly #notices = inject(Notices);
  readonly #injector = inject(Injector);
  readonly #keys = inject(DeskKeys);
  readonly #news = inject(DeskNewsService);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly panesElement = viewChild<string, ElementRef<HTMLElement>>('panesElement', {
    read: ElementRef,
  });
  protected readonly card = viewChild(AnswerCard);
  protected readonly controls = viewChild(ReviewControls);
  protected readonly evidencePane = viewChild<string, ElementRef<HTMLElement>>('evidencePane', {
    read: ElementRef,
  });
  protected readonly questionPane = viewChild<string, ElementRef<HTMLElement>>('questionPane', {
    read: ElementRef,
  });

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

  readonly #chosen = linkedSignal(() => this.at());
  readonly #undo = signal<Undo | null>(null);
  readonly #busy = signal(false);
  protected readonly pane = signal<Pane>('list');
  protected readonly said = signal('');
  protected readonly icons = { keys: mdiKeyboardOutline, undo: mdiUndo };
  protected readonly panes: readonly { readonly key: Pane; readonly text: string }[] = [
    { key: 'list', text: $localize`:@@review-desk.questions:Questions` },
    { key: 'question', text: $localize`:@@review-desk.answer:Answer` },
    { key: 'evidence', text: $localize`:@@review-desk.evidence:Evidence` },
  ];
  protected readonly keysOn = this.#keys.on;
  protected readonly mayUndo = computed(() => this.#undo() !== null);

  protected readonly filter = computed(() => deskFilterOf(this.show()));
  protected readonly filterNote = computed(() => DESK_FILTER_NOTES[this.filter()]);
  readonly #everything = computed(() => sectionLines(this.assessment(), this.#session.today()));
  readonly #lines = computed(() => this.#everything().flatMap(({ lines }) => lines));
  protected readonly options = computed<ShowOption[]>(() =>
    DESK_FILTERS.map((key) => ({
      key,
      text: DESK_FILTER_WORDS[key],
      count: this.#lines().filter((line) => passes(line, key)).length,
    })),
  );

  /** As the address says; else the first of the list that needs a look, or the first. */
  protected readonly selected = computed<QuestionLine | null>(() => {
    const named = this.#lines().find(({ id }) => id === this.#chosen());
    if (named !== undefined) return named;
    const listed = this.#lines().filter((line) => passes(line, this.filter()));
    return listed.find(({ awaitsReview }) => awaitsReview) ?? listed[0] ?? null;
  });

  /** With the question that is shown, also once it passes the filter no more: the place is kept. */
  protected readonly sections = computed(() =>
    this.#everything()
      .map((section) => ({
        ...section,
        lines: section.lines.filter((line) => passes(line, this.filter()) || line.id === this.selected()?.id),
      }))
      .filter(({ lines }) => lines.length > 0),
  );
  readonly #listed = computed(() => this.sections().flatMap(({ lines }) => lines));

  readonly #documents = computed(() => this.assessment().evidence.flatMap(({ items }) => items));
  /** With the question, said to show its answer as well, and for the whole questionnaire. */
  protected readonly evidence = computed(() => {
    const line = this.selected();
    const linked = this.#documents().filter(({ reading }) => reading?.alsoShows.includes(line?.id ?? ''));
    const general = this.assessment().evidence.find((group) => group.question === null);
    return [
      { key: 'own', title: null, of: line?.evidence ?? null },
      {
        key: 'linked',
        title: $localize`:@@review-desk.shows-it-too:Shows this answer too`,
        of: linked.length === 0 ? null : asGroup(linked),
      },
      {
        key: 'general',
        title: $localize`:@@review-desk.evidence-for-the-whole:Evidence for the whole questionnaire`,
        of: general ?? null,
      },
    ].flatMap(({ of, ...group }) => (of === null ? [] : [{ ...group, of }]));
  });
  protected readonly others = computed(() => {
    const id = this.selected()?.id ?? '';
    const others = this.#documents().filter(
      ({ question, reading }) =>
        question !== null && question !== id && reading?.alsoShows.includes(id) !== true,
    );
    return others.length === 0 ? null : asGroup(others);
  });
  readonly #previewed = signal<EvidenceFile | null>(null);
  protected readonly previewed = this.#previewed.asReadonly();
  readonly #open = computed(
    () => this.#session.may('assessment.review') && isReviewable(this.assessment().row.state),
  );
  protected readonly mayReview = computed(() => {
    const line = this.selected();
    return this.#open() || (line !== null && this.#mayJudgeLate(line));
  });
  protected readonly mayReviewAll = this.#open;
  protected readonly late = computed(() => !this.#open());

  protected readonly progress = computed(() => {
    const scored = this.#lines().filter(({ question }) => question.scored);
    const done = scored.filter(({ awaitsReview }) => !awaitsReview).length;
    const score = this.assessment().score?.ceHundredths ?? null;
    const reviewed = $localize`:@@review-desk.reviewed:${done}:done: of ${scored.length}:all: reviewed`;
    if (score === null) return reviewed;
    return `${reviewed} · ${$localize`:@@review-desk.effectiveness:effectiveness ${oneDecimal(score)}:score: of 100`}`;
  });

  protected ours(question: string) {
    return this.#ours().get(question) ?? null;
  }

  constructor() {
    this.#news.watch({
      id: computed(() => this.assessment().id),
      open: this.#open,
      state: computed(() => this.assessment().row.state),
      told: (news) => this.changed.emit(withNews(untracked(this.assessment), news)),
      outdated: () => this.outdated.emit(),
    });
  }

  protected onKey(event: KeyboardEvent): void {
    const act = this.#keys.actOf(event);
    if (act === null || !this.#mayPress(act)) return;
    event.preventDefault();
    this.panesElement()?.nativeElement.scrollIntoView({ block: 'nearest' });
    void this.take(act);
  }

  protected async take(act: DeskAct): Promise<void> {
    switch (act) {
      case 'accept':
        return this.#accept();
      case 'clarify':
      case 'reject':
        this.pane.set('question');
        return this.controls()?.doubt(act === 'reject' ? 'rejected' : 'clarify');
      case 'next':
        return this.#step(1);
      case 'previous':
        return this.#step(-1);
      case 'undo':
        return this.#takeBack();
      case 'rest':
        return this.acceptRest(this.selected()?.question.section ?? '');
      case 'evidence':
        this.pane.set('evidence');
        return this.#focusEvidence();
      case 'keys':
        await firstValueFrom(this.#dialog.open(KeysDialog, { maxWidth: '34rem' }).afterClosed());
    }
  }

  protected preview(file: EvidenceFile): void {
    this.#previewed.set(file);
    this.#focusEvidence();
    afterNextRender(() => this.evidencePane()?.nativeElement.scrollTo({ top: 0 }), {
      injector: this.#injector,
    });
  }

  protected closePreview(): void {
    this.#previewed.set(null);
    this.#focusEvidence();
  }

  protected choose(id: string): void {
    this.pane.set('question');
    this.#goTo(id);
  }

  /** What was said of the question that is shown: the next that needs a look follows it. */
  protected reviewed(change: DeskChange): void {
    const line = this.selected();
    const next = line === null ? null : this.#nextToJudge(line.id);
    const byKeyboard = this.#inForm();
    this.#take(change, line === null ? [] : [line]);
    const review = line === null ? undefined : change.reviews[line.id];
    if (line !== null && review?.verdict != null)
      this.#say(`${line.id}: ${VERDICT_WORDS[review.verdict].text}`);
    if (next === null) {
      this.said.update(
        (said) =>
          `${said}. ${$localize`:@@review-desk.nothing-left:Every answer of this list has its verdict.`}`,
      );
      if (byKeyboard) this.focusQuestion();
      return;
    }
    this.#goTo(next);
    // what was pressed stays under the pointer; a form that is gone leaves the keyboard to the question
    if (byKeyboard) this.focusQuestion();
  }

  protected focusQuestion(): void {
    afterNextRender(() => this.card()?.takeFocus(), { injector: this.#injector });
  }

  protected async acceptRest(section: string): Promise<void> {
    const lines = this.#lines().filter((line) => line.question.section === section && line.awaitsReview);
    const rest = lines.filter((line) => !isApart(line));
    if (rest.length === 0) {
      this.#notices.done(
        $localize`:@@review-desk.no-rest:What is left in this section is judged one by one.`,
      );
      return;
    }
    const { title = section } = this.#everything().find(({ id }) => id === section) ?? {};
    const data: RestOfSection = { title, lines: rest, apart: lines.filter(isApart).map(({ id }) => id) };
    const opened = this.#dialog.open<SectionDialog, RestOfSection, boolean>(SectionDialog, {
      data,
      width: '44rem',
      maxWidth: '94vw',
    });
    if ((await firstValueFrom(opened.afterClosed())) !== true) return;
    await this.#send(
      this.#assessments.reviewAnswers(
        this.assessment().id,
        rest.map((line) => ({ ...said(line), verdict: 'accepted' })),
      ),
      rest,
      ({ overtaken }) => {
        const n = rest.length - overtaken.length;
        return message(
          $localize`:@@review-desk.answers-accepted:{n, plural, one {# answer accepted} other {# answers accepted}}`,
          { n },
        );
      },
    );
    const last = rest.at(-1);
    const next = last === undefined ? null : this.#nextToJudge(last.id);
    if (next !== null) this.#goTo(next);
    this.focusQuestion();
  }

  async #accept(): Promise<void> {
    const line = this.selected();
    const controls = this.controls();
    if (line === null || controls === undefined) return;
    if (line.review?.verdict !== 'accepted' || line.awaitsReview) {
      if (this.#busy()) return;
      this.#busy.set(true);
      await controls.accept().finally(() => this.#busy.set(false));
    } else {
      const next = this.#nextToJudge(line.id);
      if (next !== null) this.#goTo(next);
    }
    if (this.selected()?.id !== line.id) this.focusQuestion();
  }

  async #takeBack(): Promise<void> {
    const undo = this.#undo();
    if (undo === null || this.#busy()) return;
    const lines = this.#lines().filter(({ id }) => undo.some(({ question }) => question === id));
    await this.#send(
      this.#undone(undo),
      [],
      () =>
        $localize`:@@review-desk.taken-back:Taken back: ${lines.map(({ id }) => id).join(', ')}:questions:`,
    );
    this.#undo.set(null);
    const [first] = lines;
    if (first !== undefined) this.#goTo(first.id);
    this.focusQuestion();
  }

  /** A verdict that stood before is given again; where there was none, what was said is taken back. */
  #undone(undo: Undo): Observable<DeskChange> {
    const { id } = this.assessment();
    const [one] = undo;
    return one !== undefined && one.review !== null
      ? this.#assessments.reviewAnswer(id, one.question, one.review)
      : this.#assessments.reviewAnswers(
          id,
          undo.map(({ seen }) => seen),
        );
  }

  async #send(
    act: Observable<DeskChange>,
    before: readonly QuestionLine[],
    words: (change: DeskChange) => string,
  ): Promise<void> {
    this.#busy.set(true);
    try {
      const change = await firstValueFrom(act);
      const { overtaken } = change;
      this.#take(
        change,
        before.filter(({ id }) => !overtaken.includes(id)),
      );
      const overtakenWords = $localize`:@@review-desk.overtaken:Left as a colleague has judged them meanwhile: ${overtaken.join(', ')}:questions:`;
      this.#say(overtaken.length === 0 ? words(change) : `${words(change)}. ${overtakenWords}`);
      if (overtaken.length > 0) this.#notices.done(overtakenWords);
    } catch (error) {
      this.#notices.failed(error);
      this.outdated.emit();
    } finally {
      this.#busy.set(false);
    }
  }

  /** The page shows what the act has changed; whatever else was changed by somebody else is read anew. */
  #take(change: DeskChange, before: readonly QuestionLine[]): void {
    const missed = this.#news.met(change) || change.state !== this.assessment().row.state;
    this.#undo.set(
      before.map((line) => {
        const revision = change.reviews[line.id]?.revision ?? 0;
        const { id: question, review, answerRevision } = line;
        return {
          question,
          seen: { question, verdict: null, revision, answerRevision },
          review: review === null ? null : { ...formerOf(review), revision, answerRevision },
        };
      }),
    );
    this.changed.emit(withChange(this.assessment(), change));
    if (missed) this.outdated.emit();
  }

  #say(words: string): void {
    this.said.set(words);
  }

  #mayPress(act: DeskAct): boolean {
    if (act === 'next' || act === 'previous' || act === 'keys' || act === 'evidence') return true;
    if (act === 'undo') return this.mayUndo();
    return act === 'rest' ? this.#open() : this.mayReview() && !(act === 'clarify' && this.late());
  }

  #step(step: 1 | -1): void {
    const listed = this.#listed();
    const next = listed[listed.findIndex(({ id }) => id === this.selected()?.id) + step];
    if (next === undefined) {
      this.#say($localize`:@@review-desk.end-of-the-list:No further question in this list.`);
      return;
    }
    this.#goTo(next.id);
    this.focusQuestion();
  }

  /** After this one in the list, else from its beginning: what is not scored is read, and accepted, as well. */
  #nextToJudge(id: string): string | null {
    const listed = this.#listed();
    const here = listed.findIndex((line) => line.id === id);
    const around = [...listed.slice(here + 1), ...listed.slice(0, Math.max(here, 0))];
    return around.find(({ awaitsReview, review }) => awaitsReview || review === null)?.id ?? null;
  }

  #goTo(id: string): void {
    this.#chosen.set(id);
    const queryParams = { q: id };
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
    afterNextRender(() => this.questionPane()?.nativeElement.scrollTo({ top: 0 }), {
      injector: this.#injector,
    });
  }

  #focusEvidence(): void {
    afterNextRender(() => this.evidencePane()?.nativeElement.focus({ preventScroll: true }), {
      injector: this.#injector,
    });
  }

  #inForm(): boolean {
    return this.#element.querySelector('cs-review-controls form')?.contains(document.activeElement) ?? false;
  }

  /** A knock-out that nobody had judged when the review was closed: approval waits for it. */
  #mayJudgeLate({ question, review, finding }: QuestionLine): boolean {
    const judged = review !== null && review.verdict !== 'clarify';
    return (
      this.#session.may('assessment.review') &&
      this.assessment().row.state === 'closed' &&
      question.knockout &&
      !judged &&
      (finding === null || finding.state === 'proposed')
    );
  }
}

const asGroup = (items: readonly EvidenceFile[]): EvidenceOfQuestion => ({
  question: null,
  total: items.length,
  items,
});

/** Judged by itself, never with the rest: what loses points, a knock-out, and what was returned. */
function isApart({ gap, question, returned, review }: QuestionLine): boolean {
  return gap || question.knockout || returned !== null || review !== null;
}

function formerOf({ verdict, points, note }: StandingVerdict) {
  return { verdict, points, note };
}

/** Which answer it is about, as it was shown. */
function said({ id, reviewRevision, answerRevision }: QuestionLine) {
  return { question: id, revision: reviewRevision, answerRevision };
}
