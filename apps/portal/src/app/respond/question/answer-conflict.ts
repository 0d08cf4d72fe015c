import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AnswerValue, RespondentQuestion } from '@countersign/domain';
import { InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import type { SavedAnswer } from '../assessment/respondent-assessment';
import { AnswerWords } from './answer-words-list';
import { CopyAnswer } from './copy-answer';

/**
 * Two people answered the same question. Theirs is shown under the field, which stays as it is: whoever is typing goes on
 * typing, and chooses when done.
 */
@Component({
  selector: 'cs-answer-conflict',
  imports: [AnswerWords, CopyAnswer, InstantPipe, MatButton],
  template: `
    <div
      class="conflict"
      role="group"
      aria-label="Two answers to this question"
      i18n-aria-label="@@answer-conflict.two-answers-to-this"
    >
      <p class="title">{{ heading() }}</p>
      <div class="theirs">
        <p class="cs-muted">{{ theirs().by }}, {{ theirs().at | instant }}</p>
        <cs-answer-words [question]="question()" [value]="theirs().value" />
      </div>
      <p i18n="@@answer-conflict.yours-stands-above">
        Yours stands above and is not saved yet. You can go on writing, then choose.
      </p>
      <div class="acts">
        <button i18n="@@answer-conflict.use-mine" matButton="outlined" type="button" (click)="useMine.emit()">
          Use mine
        </button>
        <button
          i18n="@@answer-conflict.keep-theirs"
          matButton="outlined"
          type="button"
          (click)="keepTheirs.emit()"
        >
          Keep theirs
        </button>
        <cs-copy-answer [question]="question()" [value]="mine()" i18n="@@answer-conflict.copy-mine"
          >Copy mine</cs-copy-answer
        >
      </div>
      <p i18n="@@answer-conflict.if-you-keep-theirs" class="cs-muted">
        Every answer that was saved stays in the record. If you keep theirs, your text is set aside below
        until you dismiss it.
      </p>
    </div>
  `,
  styles: `
    .conflict {
      display: grid;
      gap: var(--cs-space-3);
      padding: var(--cs-space-4);
      border: 1px solid var(--cs-on-warn);
      border-radius: var(--mat-sys-corner-medium);
    }

    .title {
      font: var(--mat-sys-title-medium);
    }

    .theirs {
      display: grid;
      gap: var(--cs-space-1);
      padding-inline-start: var(--cs-space-3);
      border-inline-start: 3px solid var(--mat-sys-outline);
      overflow-wrap: anywhere;
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
export class AnswerConflict {
  readonly question = input.required<RespondentQuestion>();
  readonly mine = input.required<AnswerValue>();
  readonly theirs = input.required<SavedAnswer>();
  readonly keepTheirs = output();
  readonly useMine = output();

  readonly #store = inject(AssessmentStore);

  protected readonly heading = computed(() =>
    this.theirs().by === this.#store.assessment().contactName
      ? $localize`:@@answer-conflict.this-question-was-answered:This question was answered in another window in the meantime`
      : $localize`:@@answer-conflict.a-colleague-answered-this:A colleague answered this question in the meantime`,
  );
}
