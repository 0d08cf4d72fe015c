import { Component, computed, inject } from '@angular/core';
import { textIn } from '@countersign/domain';
import { AssessmentStore } from '../assessment/assessment-store';
import { AnswerWords } from '../question/answer-words-list';
import { CopyAnswer } from '../question/copy-answer';

/** What waits to be sent while this browser is not let in: to read and to copy. */
@Component({
  selector: 'cs-waiting-texts',
  imports: [AnswerWords, CopyAnswer],
  template: `
    <ul>
      @for (text of texts(); track text.question.id) {
        <li>
          <p class="cs-muted">{{ text.question.id }} {{ text.words }}</p>
          <cs-answer-words [question]="text.question" [value]="text.value" />
          <cs-copy-answer [question]="text.question" [value]="text.value" i18n="@@waiting-texts.copy"
            >Copy</cs-copy-answer
          >
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--cs-space-4);
      padding: 0;
      list-style: none;
    }

    li {
      display: grid;
      gap: var(--cs-space-2);
      justify-items: start;
      overflow-wrap: anywhere;
    }
  `,
})
export class WaitingTexts {
  readonly #store = inject(AssessmentStore);
  protected readonly texts = computed(() =>
    Object.entries(this.#store.drafts()).map(([id, { value }]) => {
      const question = this.#store.question(id);
      return { question, words: textIn(question.text), value };
    }),
  );
}
