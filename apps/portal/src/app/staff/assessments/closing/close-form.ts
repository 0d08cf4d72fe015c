import { Component, inject, input, output, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Recommendation, ToReview } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { RadioField } from '../../../ui/form/radio-field';
import { Revised } from '../../../ui/form/revised';
import { Notices } from '../../../ui/notices';
import { byWords } from '../../../ui/option';
import { RECOMMENDATION_WORDS } from '../../../ui/words';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';
import { toReviewInWords, toReviewOf } from './to-review';

const RECOMMENDATIONS = [
  'approve',
  'approve-with-conditions',
  'reject',
] as const satisfies readonly Recommendation[];

interface ClosingDraft {
  readonly recommendation: Recommendation | '';
  readonly summary: string;
}

const EMPTY: ClosingDraft = { recommendation: '', summary: '' };

@Component({
  selector: 'cs-close-form',
  imports: [FormFrame, LongTextField, MatButton, RadioField],
  template: `
    <cs-form
      [form]="form"
      saveLabel="Close the assessment"
      i18n-saveLabel="@@close-form.close-the-assessment"
      savingLabel="Closing …"
      i18n-savingLabel="@@close-form.closing"
    >
      <cs-radio-field
        label="Recommendation"
        i18n-label="@@close-form.recommendation"
        showLabel
        [options]="choices"
        [formField]="form.fields.recommendation"
      />
      <cs-long-text-field
        label="Summary"
        i18n-label="@@close-form.summary"
        hint="What the review found, in a sentence or two. Whoever approves reads this first."
        i18n-hint="@@close-form.what-the-review-found"
        [rows]="4"
        [formField]="form.fields.summary"
      />
      @if (over()) {
        <button i18n="@@close-form.leave-it" matButton type="button" csFormActions (click)="left.emit()">
          Leave it
        </button>
      }
    </cs-form>
  `,
})
export class CloseForm {
  readonly assessment = input.required<AssessmentView>();
  /** Somebody else was faster: what was typed stays until it is left. */
  readonly over = input(false);
  readonly closed = output<AssessmentView>();
  readonly left = output();
  readonly barred = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal(EMPTY);
  protected readonly choices = byWords(RECOMMENDATION_WORDS, RECOMMENDATIONS);
  protected readonly revised = new Revised<ToReview, ClosingDraft>({
    draft: this.#draft,
    row: () => toReviewOf(this.assessment()),
    draftOf: () => EMPTY,
    inWords: () => [],
    groundsInWords: toReviewInWords,
    act: true,
    readAnew: () => {
      this.barred.emit();
    },
  });

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.recommendation, {
        message: $localize`:@@close-form.choose-a-recommendation:Choose a recommendation.`,
      });
      required(path.summary, {
        message: $localize`:@@close-form.sum-up-the-review:Sum up the review in a sentence or two.`,
      });
      maxLength(path.summary, 10_000, {
        message: $localize`:@@close-form.keep-the-summary-within:Keep the summary within 10,000 characters.`,
      });
    },
    save: ({ recommendation, summary }) =>
      this.revised.save((revision) =>
        this.#assessments.close(this.assessment().id, {
          recommendation: recommendation || 'reject',
          summary: summary.trim(),
          revision,
        }),
      ),
    barred: () => {
      this.barred.emit();
    },
    saved: (assessment) => {
      this.#notices.done($localize`:@@close-form.the-assessment-was-closed:The assessment was closed.`);
      this.closed.emit(assessment);
    },
  });
}
