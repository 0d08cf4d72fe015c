import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
} from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { StandingReview, Uuid } from '@countersign/api-types';
import { mdiCheck, mdiClose, mdiCommentQuestionOutline } from '@mdi/js';
import { firstValueFrom, type Observable, tap } from 'rxjs';
import { percent } from '../../../language/formats';
import { InstantPipe } from '../../../ui/dates';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Revised } from '../../../ui/form/revised';
import { SelectField } from '../../../ui/form/select-field';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { StateChip } from '../../../ui/state-chip';
import { TakesFocus } from '../../../ui/takes-focus';
import { type Verdict, VERDICT_WORDS } from '../../../ui/words';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';
import type { QuestionLine } from './question-line';

const AS_ANSWERED = '';

const READ_BY_VENDOR = $localize`:@@review-controls.the-vendor-reads-this-when:The vendor reads this, with your name, when you return the question`;

const KEPT_WITH_THE_VERDICT = $localize`:@@review-controls.the-review-is-closed:The review is closed: the vendor does not read this`;

const CHOICES = [
  { verdict: 'accepted', text: $localize`:@@review-controls.accept:Accept`, icon: mdiCheck },
  {
    verdict: 'clarify',
    text: $localize`:@@review-controls.ask-to-clarify:Ask to clarify`,
    icon: mdiCommentQuestionOutline,
  },
  { verdict: 'rejected', text: $localize`:@@review-controls.reject:Reject`, icon: mdiClose },
] as const;

interface ReviewDraft {
  readonly verdict: Verdict | '';
  readonly note: string;
  readonly points: string;
}

const UNJUDGED: ReviewDraft = { verdict: '', note: '', points: AS_ANSWERED };

@Component({
  selector: 'cs-review-controls',
  imports: [FormFrame, Icon, InstantPipe, LongTextField, MatButton, SelectField, StateChip, TakesFocus],
  templateUrl: './review-controls.html',
  styleUrl: './review-controls.scss',
})
export class ReviewControls {
  readonly assessmentId = input.required<Uuid>();
  readonly line = input.required<QuestionLine>();
  readonly mayReview = input.required<boolean>();
  /** The review is closed: nothing goes back to the vendor. */
  readonly late = input(false);
  readonly reviewed = output<AssessmentView>();
  /** The answer or its review is another by now: it is to be read anew. */
  readonly outdated = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #injector = inject(Injector);
  readonly #draft = signal(UNJUDGED);
  protected readonly revised = new Revised<StandingReview, ReviewDraft>({
    draft: this.#draft,
    row: () => standingOf(this.line().review),
    draftOf: ({ verdict, note, points }) => ({
      verdict: verdict ?? '',
      note: note ?? '',
      points: points === null ? AS_ANSWERED : String(points),
    }),
    begin: UNJUDGED,
    subject: () => this.line().id,
    inWords: ({ verdict, note, points }) => [
      [$localize`:@@review-controls.verdict:Verdict`, verdict === '' ? '' : VERDICT_WORDS[verdict].text],
      [
        $localize`:@@review-controls.points:Points`,
        points === AS_ANSWERED ? '' : this.pointsText(Number(points)),
      ],
      [$localize`:@@review-controls.note:Note`, note.trim()],
    ],
  });
  readonly #notices = inject(Notices);
  readonly #opened = signal(false);
  protected readonly step = computed(() => (this.#opened() ? this.#draft().verdict || null : null));
  protected readonly accepting = signal(false);
  protected readonly verdicts = VERDICT_WORDS;
  protected readonly choices = computed(() =>
    CHOICES.filter(({ verdict }) => !this.late() || verdict !== 'clarify'),
  );
  protected readonly pointsOffered = computed(() =>
    (this.line().question.scoring?.reviewerPoints ?? []).map((points) => ({
      value: String(points),
      text: this.pointsText(points),
    })),
  );
  protected readonly labels = computed(() => {
    switch (this.step()) {
      case 'clarify':
        return {
          note: $localize`:@@review-controls.what-the-vendor-should:What the vendor should explain`,
          hint: READ_BY_VENDOR,
          save: $localize`:@@review-controls.ask-to-clarify:Ask to clarify`,
        };
      case 'rejected':
        return {
          note: $localize`:@@review-controls.why-the-answer-does:Why the answer does not hold`,
          hint: this.late() ? KEPT_WITH_THE_VERDICT : READ_BY_VENDOR,
          save: $localize`:@@review-controls.reject-the-answer:Reject the answer`,
        };
      default:
        return {
          note: $localize`:@@review-controls.note:Note`,
          hint: $localize`:@@review-controls.optional-internal:Optional. Internal: the vendor does not read it`,
          save: $localize`:@@review-controls.accept-the-answer:Accept the answer`,
        };
    }
  });

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.note, {
        message: $localize`:@@review-controls.say-what-is-unclear:Say what is unclear, or why the answer does not hold.`,
        when: () => this.step() !== 'accepted',
      });
      maxLength(path.note, 10_000, {
        message: $localize`:@@review-controls.keep-the-note-within:Keep the note within 10,000 characters.`,
      });
    },
    save: (draft) => this.#save(draft),
    saved: (assessment) => {
      this.leave();
      this.reviewed.emit(assessment);
    },
  });

  /** Accepting as answered is one press; whoever wants to add a note presses again. */
  protected take(verdict: Verdict): void {
    const plain = verdict === 'accepted' && this.line().review?.verdict !== 'accepted';
    if (plain && this.pointsOffered().length === 0) {
      void this.#accept();
      return;
    }
    const review = this.line().review;
    this.revised.open({
      verdict,
      note: review?.verdict === verdict ? (review.note ?? '') : '',
      points: review?.points == null ? AS_ANSWERED : String(review.points),
    });
    this.#opened.set(true);
  }

  /** Back to where the form was opened. */
  protected cancel(): void {
    const { verdict } = this.#draft();
    this.leave();
    const button = () =>
      [...this.#element.querySelectorAll<HTMLElement>('.steps button')][
        this.choices().findIndex((choice) => choice.verdict === verdict)
      ];
    afterNextRender(() => button()?.focus(), { injector: this.#injector });
  }

  protected leave(): void {
    this.#opened.set(false);
    this.revised.open(UNJUDGED);
  }

  async #accept(): Promise<void> {
    this.revised.open({ ...UNJUDGED, verdict: 'accepted' });
    this.accepting.set(true);
    try {
      this.reviewed.emit(await firstValueFrom(this.#save(this.#draft())));
      this.leave();
    } catch (error) {
      if (this.revised.says(error)) this.#opened.set(true);
      else this.#notices.failed(error);
    } finally {
      this.accepting.set(false);
    }
  }

  #save({ verdict, note, points }: ReviewDraft): Observable<AssessmentView> {
    return this.revised
      .save((revision) =>
        this.#assessments.reviewAnswer(this.assessmentId(), this.line().id, {
          verdict: verdict || 'accepted',
          points: verdict === 'accepted' && points !== AS_ANSWERED ? Number(points) : null,
          note: note.trim() || null,
          revision,
          answerRevision: this.line().answerRevision,
        }),
      )
      .pipe(
        tap({
          error: (refusal: unknown) => {
            if (this.revised.says(refusal)) this.outdated.emit();
          },
        }),
      );
  }

  protected pointsText(points: number): string {
    const share = percent(points);
    return points === 0
      ? $localize`:@@review-controls.none-of-the-weight:None (${share}:share: of the weight)`
      : $localize`:@@review-controls.of-the-weight:${share}:share: of the weight`;
  }

  protected reviewOf(): string {
    return $localize`:@@review-controls.review-of:Review of ${this.line().id}:id:`;
  }
}

function standingOf(review: QuestionLine['review']): StandingReview {
  if (review === null) return { revision: 0, verdict: null, points: null, note: null, by: null };
  const { revision, verdict, points, note, by } = review;
  return { revision, verdict, points, note, by };
}
