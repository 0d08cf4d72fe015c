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
} from '@angular/core';
import { maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { DeskChange, StandingReview, Uuid } from '@countersign/api-types';
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
  readonly reviewed = output<DeskChange>();
  /** The form was left without saying anything. */
  readonly left = output();
  /** The answer or its review is another by now: it is to be read anew. */
  readonly outdated = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #injector = inject(Injector);
  readonly #draft = signal(UNJUDGED);
  protected readonly revised = new Revised<StandingReview, ReviewDraft>({
    draft: this.#draft,
    row: () => standingOf(this.line()),
    draftOf: ({ verdict, note, points }) => ({
      verdict: verdict ?? '',
      note: note ?? '',
      points: points === null ? AS_ANSWERED : String(points),
    }),
    begin: UNJUDGED,
    subject: () => this.line().id,
    subjectInWords: () => this.line().id,
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
  readonly #question = computed(() => this.line().id);
  readonly #opened = linkedSignal({ source: this.#question, computation: () => false });
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
    saved: (change) => {
      this.#close();
      this.reviewed.emit(change);
    },
  });

  /** Accepting as answered is one press; whoever wants to add a note to that presses the button again. */
  protected press(verdict: Verdict): void {
    if (verdict === 'accepted' && this.line().review?.verdict !== 'accepted') void this.accept();
    else this.doubt(verdict);
  }

  /** Opens what the verdict asks for, with the keyboard in it. */
  doubt(verdict: Verdict): void {
    const review = this.line().review;
    this.revised.open({
      verdict,
      note: review?.verdict === verdict ? (review.note ?? '') : '',
      points: review?.points == null ? AS_ANSWERED : String(review.points),
    });
    this.#opened.set(true);
    afterNextRender(() => this.#element.querySelector('textarea')?.focus(), { injector: this.#injector });
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
    this.#close();
    this.left.emit();
  }

  /** As the button does, for whoever types: Ctrl or Command with Enter, and Escape. */
  protected onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.leave();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit(this.form.fields);
    }
  }

  #close(): void {
    this.#opened.set(false);
    this.revised.open(UNJUDGED);
  }

  /** As it is answered. */
  async accept(): Promise<void> {
    if (this.accepting()) return;
    this.revised.open({ ...UNJUDGED, verdict: 'accepted' });
    this.accepting.set(true);
    try {
      const change = await firstValueFrom(this.#save(this.#draft()));
      this.#close();
      this.reviewed.emit(change);
    } catch (error) {
      if (this.revised.says(error)) this.#opened.set(true);
      else this.#notices.failed(error);
    } finally {
      this.accepting.set(false);
    }
  }

  #save({ verdict, note, points }: ReviewDraft): Observable<DeskChange> {
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

function standingOf({ review, reviewRevision }: QuestionLine): StandingReview {
  if (review === null) return { revision: reviewRevision, verdict: null, points: null, note: null, by: null };
  const { revision, verdict, points, note, by } = review;
  return { revision, verdict, points, note, by };
}
