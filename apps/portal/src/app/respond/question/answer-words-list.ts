import { Component, computed, input } from '@angular/core';
import type { AnswerValue, RespondentQuestion } from '@countersign/domain';
import { answerLines } from '../assessment/answer-words';

/** An answer to read: on closed assessments, on the receipt and where two answers are compared. */
@Component({
  selector: 'cs-answer-words',
  template: `
    @for (line of lines(); track $index) {
      <p>
        @if (line.label) {
          <span class="cs-muted">{{ line.label }}:</span>
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
  protected readonly lines = computed(() => answerLines(this.question(), this.value()));
}
