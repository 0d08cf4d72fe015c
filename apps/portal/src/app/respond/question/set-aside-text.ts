import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { textIn } from '@countersign/domain';
import { formatInstant, formatTime, isToday } from '../../language/formats';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import type { SetAside } from '../assessment/respondent-assessment';
import { AnswerWords } from './answer-words-list';
import { CopyAnswer } from './copy-answer';

/** Something typed that did not become the answer. It can be copied, put back where that is possible, and dismissed. */
@Component({
  selector: 'cs-set-aside-text',
  imports: [AnswerWords, CopyAnswer, MatButton],
  template: `
    <div class="text" role="group" [attr.aria-label]="title()">
      <p class="title">{{ title() }}</p>
      @if (named()) {
        <p class="cs-muted">{{ questionWords() }}</p>
      }
      <cs-answer-words [question]="question()" [value]="text().value" />
      <div class="acts">
        <cs-copy-answer [question]="question()" [value]="text().value" i18n="@@set-aside-text.copy"
          >Copy</cs-copy-answer
        >
        @if (canPutBack()) {
          <button
            i18n="@@set-aside-text.put-it-back"
            matButton="outlined"
            type="button"
            (click)="autosave.putBack(text())"
          >
            Put it back<span class="cs-visually-hidden"> as the answer to {{ text().question }}</span>
          </button>
        }
        <button
          i18n="@@set-aside-text.dismiss"
          matButton="text"
          type="button"
          (click)="store.dismiss(text().id)"
        >
          Dismiss<span class="cs-visually-hidden"> the text set aside for {{ text().question }}</span>
        </button>
      </div>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }

    .text {
      display: grid;
      gap: var(--cs-space-2);
      padding: var(--cs-space-3) var(--cs-space-4);
      border: 1px dashed var(--mat-sys-outline);
      border-radius: var(--mat-sys-corner-medium);
      overflow-wrap: anywhere;
    }

    .title {
      font: var(--mat-sys-title-small);
    }

    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
      align-items: center;
    }

    button {
      min-block-size: 44px;
    }
  `,
})
export class SetAsideText {
  readonly text = input.required<SetAside>();
  /** Away from its question the text names it. */
  readonly named = input(false);

  protected readonly store = inject(AssessmentStore);
  protected readonly autosave = inject(Autosave);

  protected readonly question = computed(() => this.store.question(this.text().question));
  protected readonly questionWords = computed(() => `${this.question().id} ${textIn(this.question().text)}`);
  protected readonly canPutBack = computed(
    () => this.store.answerable() && !this.store.isClosed(this.text().question),
  );
  protected readonly title = computed(() => {
    const { at } = this.text();
    const when = isToday(at) ? formatTime(at) : formatInstant(at);
    return $localize`:@@set-aside-text.your-text:Your text, set aside ${when}:when:`;
  });
}
