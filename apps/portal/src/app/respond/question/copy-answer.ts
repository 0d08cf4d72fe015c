import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AnswerValue, RespondentQuestion } from '@countersign/domain';
import { AssessmentStore } from '../assessment/assessment-store';
import { answerAsText } from './answer-words-list';

/** Takes what was typed along, into whatever the person writes in next. */
@Component({
  selector: 'cs-copy-answer',
  imports: [MatButton],
  template: `
    <button matButton="outlined" type="button" (click)="copy()">
      <ng-content /><span class="cs-visually-hidden">: {{ question().id }}</span>
    </button>
    <span role="status">{{ said() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
      align-items: center;
    }

    button {
      min-block-size: 44px;
    }
  `,
})
export class CopyAnswer {
  readonly question = input.required<RespondentQuestion>();
  readonly value = input.required<AnswerValue>();

  readonly #store = inject(AssessmentStore);
  readonly #clipboard = inject(Clipboard);
  protected readonly said = signal('');

  protected copy(): void {
    this.said.set(
      this.#clipboard.copy(answerAsText(this.#store, this.question(), this.value()))
        ? $localize`:@@copy-answer.copied:Copied.`
        : $localize`:@@copy-answer.not-copied:This browser does not let it be copied: please mark the text and copy it.`,
    );
  }
}
