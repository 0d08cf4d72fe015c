import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import type { Recommendation, Uuid } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { Notices } from '../../../ui/notices';
import { RECOMMENDATION_WORDS } from '../../../ui/words';
import type { AssessmentView } from '../assessment-view';
import { AssessmentsClient } from '../assessments-client';

const RECOMMENDATIONS = [
  'approve',
  'approve-with-conditions',
  'reject',
] as const satisfies readonly Recommendation[];

interface ClosingDraft {
  readonly recommendation: Recommendation | '';
  readonly summary: string;
}

@Component({
  selector: 'cs-close-form',
  imports: [
    FieldError,
    FormField,
    FormFrame,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatRadioButton,
    MatRadioGroup,
  ],
  template: `
    <cs-form [form]="form" saveLabel="Close the assessment" savingLabel="Closing …">
      <div>
        <p id="recommendation-label" class="cs-muted">Recommendation</p>
        <mat-radio-group aria-labelledby="recommendation-label" [formField]="form.fields.recommendation">
          @for (choice of choices; track choice) {
            <mat-radio-button [value]="choice">{{ words[choice].text }}</mat-radio-button>
          }
        </mat-radio-group>
        @if (form.fields.recommendation().touched() && form.fields.recommendation().invalid()) {
          <p class="error"><cs-field-error [of]="form.fields.recommendation" /></p>
        }
      </div>
      <mat-form-field>
        <mat-label>Summary</mat-label>
        <textarea matInput rows="4" [formField]="form.fields.summary"></textarea>
        <mat-hint>What the review found, in a sentence or two. Whoever approves reads this first.</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.summary" /></mat-error>
      </mat-form-field>
    </cs-form>
  `,
  styles: `
    mat-radio-group {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--cs-space-4);
      margin-inline-start: -0.625rem;
    }

    .error {
      color: var(--mat-sys-error);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class CloseForm {
  readonly assessmentId = input.required<Uuid>();
  readonly closed = output<AssessmentView>();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  protected readonly choices = RECOMMENDATIONS;
  protected readonly words = RECOMMENDATION_WORDS;

  protected readonly form = apiForm({
    model: signal<ClosingDraft>({ recommendation: '', summary: '' }),
    rules: (path) => {
      required(path.recommendation, { message: 'Choose a recommendation.' });
      required(path.summary, { message: 'Sum up the review in a sentence or two.' });
      maxLength(path.summary, 10_000, { message: 'Keep the summary within 10,000 characters.' });
    },
    save: ({ recommendation, summary }) =>
      this.#assessments.close(this.assessmentId(), {
        recommendation: recommendation || 'reject',
        summary: summary.trim(),
      }),
    saved: (assessment) => {
      this.#notices.done('The assessment was closed.');
      this.closed.emit(assessment);
    },
  });
}
