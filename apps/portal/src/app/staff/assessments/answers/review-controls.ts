import { Component, computed, inject, input, output, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Uuid } from '@countersign/api-types';
import { mdiCheck, mdiClose, mdiCommentQuestionOutline } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { percent } from '../../../language/formats';
import { InstantPipe } from '../../../ui/dates';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { SelectField } from '../../../ui/form/select-field';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { StateChip } from '../../../ui/state-chip';
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

@Component({
  selector: 'cs-review-controls',
  imports: [FormFrame, Icon, InstantPipe, LongTextField, MatButton, SelectField, StateChip],
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

  readonly #assessments = inject(AssessmentsClient);
  readonly #draft = signal({ note: '', points: AS_ANSWERED });
  readonly #notices = inject(Notices);
  protected readonly step = signal<Verdict | null>(null);
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
    rules: (path) => {
      required(path.note, {
        message: $localize`:@@review-controls.say-what-is-unclear:Say what is unclear, or why the answer does not hold.`,
        when: () => this.step() !== 'accepted',
      });
      maxLength(path.note, 10_000, {
        message: $localize`:@@review-controls.keep-the-note-within:Keep the note within 10,000 characters.`,
      });
    },
    save: ({ note, points }) =>
      this.#assessments.reviewAnswer(this.assessmentId(), this.line().id, {
        verdict: this.step() ?? 'accepted',
        points: this.step() === 'accepted' && points !== AS_ANSWERED ? Number(points) : null,
        note: note.trim() || null,
      }),
    saved: (assessment) => {
      this.step.set(null);
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
    this.#draft.set({
      note: review?.verdict === verdict ? (review.note ?? '') : '',
      points: review?.points == null ? AS_ANSWERED : String(review.points),
    });
    this.step.set(verdict);
  }

  async #accept(): Promise<void> {
    const review = { verdict: 'accepted', points: null, note: null } as const;
    this.accepting.set(true);
    try {
      const saved = this.#assessments.reviewAnswer(this.assessmentId(), this.line().id, review);
      this.reviewed.emit(await firstValueFrom(saved));
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.accepting.set(false);
    }
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
