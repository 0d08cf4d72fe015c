import { Component, computed, inject, input } from '@angular/core';
import {
  answerInWords,
  followUpFields,
  linesOfAnswer,
  type AnswerLine,
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

  protected readonly lines = computed(() => answerLines(this.#store, this.question(), this.value()));
}

export function answerLines(
  store: AssessmentStore,
  question: RespondentQuestion,
  value: AnswerValue,
): readonly AnswerLine[] {
  const context = store.context();
  const answers = { ...context.answers, [question.id]: value };
  const asked = followUpFields(store.questionnaire(), question.id, { ...context, answers });
  const language = answerLanguage();
  return linesOfAnswer(answerInWords(question, value, asked, language), language);
}

/** As it is copied: its own words first, each follow-up under its question. */
export function answerAsText(
  store: AssessmentStore,
  question: RespondentQuestion,
  value: AnswerValue,
): string {
  return answerLines(store, question, value)
    .map(({ label, text }) => (label === null ? text : `${label}\n${text}`))
    .join('\n\n');
}
