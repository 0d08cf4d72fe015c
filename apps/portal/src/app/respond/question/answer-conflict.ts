import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AnswerValue, RespondentQuestion } from '@countersign/domain';
import { InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import type { SavedAnswer } from '../assessment/respondent-assessment';
import { AnswerWords } from './answer-words-list';

/** Two people answered the same question. Both answers are shown and the reader chooses; neither is lost unseen. */
@Component({
  selector: 'cs-answer-conflict',
  imports: [AnswerWords, InstantPipe, MatButton],
  template: `
    <div
      class="conflict"
      role="group"
      aria-label="Two answers to this question"
      i18n-aria-label="@@answer-conflict.two-answers-to-this"
    >
      <p #title tabindex="-1" class="title">{{ heading() }}</p>
      <div class="both">
        <div>
          <h3 i18n="@@answer-conflict.theirs">Theirs</h3>
          <p class="cs-muted">{{ theirs().by }}, {{ theirs().at | instant }}</p>
          <cs-answer-words [question]="question()" [value]="theirs().value" />
          <button
            i18n="@@answer-conflict.keep-theirs"
            matButton="outlined"
            type="button"
            (click)="keepTheirs.emit()"
          >
            Keep theirs
          </button>
        </div>
        <div>
          <h3 i18n="@@answer-conflict.yours">Yours</h3>
          <p i18n="@@answer-conflict.not-saved-yet" class="cs-muted">Not saved yet</p>
          <cs-answer-words [question]="question()" [value]="mine()" />
          <button
            i18n="@@answer-conflict.use-mine"
            matButton="outlined"
            type="button"
            (click)="useMine.emit()"
          >
            Use mine
          </button>
        </div>
      </div>
      <p i18n="@@answer-conflict.every-answer-that-was" class="cs-muted">
        Every answer that was saved stays in the record, whichever you choose.
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

    .both {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: var(--cs-space-4);
    }

    .both > div {
      display: grid;
      gap: var(--cs-space-2);
      align-content: start;
      justify-items: start;
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

  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      // the field that was being written has just given way to this choice: the focus follows it
      const strayed = document.activeElement === null || document.activeElement === document.body;
      if (strayed || host.closest('fieldset')?.contains(document.activeElement)) {
        this.title().nativeElement.focus();
      }
    });
  }
}
