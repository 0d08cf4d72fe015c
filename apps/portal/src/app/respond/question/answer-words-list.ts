import { Component, computed, inject, input } from '@angular/core';
import {
  answerInWords,
  followUpFields,
  linesOfAnswer,
  type AnswerValue,
  type RespondentQuestion,
} from '@countersign/domain';
import { answerLanguage } from '../../language/answer-language';
import { AssessmentStore } from '../assessment/assessment-store';

/** An answer to read: on closed assessments, on the receipt and where two answers are compared. */
@Component({
  selector: 'cs-answer-words',
  template: `
    @for (line of lines(); track $index) {
      <p>
        @if (line.label) {
          <span class="cs-muted">{{ line.label }}{{ line.label.endsWith('?') ? '' : ':' }}</span>
        }
        {{ line.text }}
      </p>
    }
  `,
  styles: `
    p {
      font: var(--mat-sys-body-large);
      white-space: pre-line;
    }

    p + p {
      margin-block-start: var(--cs-space-1);
      font: var(--mat-sys-body-medium);
    }
  `,
})
export class AnswerWords {
  readonly question = input.required<RespondentQuestion>();
  readonly value = input.required<AnswerValue>();
  readonly #store = inject(AssessmentStore);

  protected readonly lines = computed(() => {
    const { id } = this.question();
    const context = this.#store.context();
    const answers = { ...context.answers, [id]: this.value() };
    const asked = followUpFields(this.#store.questionnaire(), id, { ...context, answers });
    const language = answerLanguage();
    return linesOfAnswer(answerInWords(this.question(), this.value(), asked, language), language);
  });
}
