import { Component, computed, inject, signal } from '@angular/core';
import { textIn } from '@countersign/domain';
import { message } from '../../language/message';
import { AssessmentStore } from '../assessment/assessment-store';
import { QuestionLinks } from './question-links';

const MOST_SHOWN = 8;

/** Finds a question by its number or by words of its text and help, wherever it stands. */
@Component({
  selector: 'cs-question-finder',
  imports: [QuestionLinks],
  template: `
    <label i18n="@@question-finder.find-a-question" for="question-finder">Find a question</label>
    <input
      #box
      id="question-finder"
      type="search"
      autocomplete="off"
      [value]="words()"
      (input)="words.set(box.value)"
    />
    <p role="status" class="cs-muted">{{ found() }}</p>
    <cs-question-links [lines]="shown()" (click)="words.set('')" />
  `,
  styles: `
    @use 'app/respond/inputs/controls';

    :host {
      display: block;
      padding: var(--cs-space-2) var(--cs-space-3);
    }

    label {
      display: block;
      margin-block-end: var(--cs-space-1);
      font: var(--mat-sys-label-large);
    }

    input {
      @include controls.text-control;
    }

    p {
      margin-block-start: var(--cs-space-1);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class QuestionFinder {
  readonly #store = inject(AssessmentStore);
  protected readonly words = signal('');

  readonly #matches = computed(() => {
    const wanted = plainWords(this.words());
    if (wanted.length === 0) return [];
    const onPages = new Set(this.#store.sections().flatMap(({ questions }) => questions));
    return this.#store
      .questionnaire()
      .questions.filter(({ id }) => onPages.has(id))
      .map(({ id, text, help }) => ({
        question: id,
        text: textIn(text),
        within: [id, textIn(text), help === null ? '' : textIn(help)].join(' ').toLowerCase(),
      }))
      .filter(({ within }) => wanted.every((word) => within.includes(word)));
  });
  protected readonly shown = computed(() => this.#matches().slice(0, MOST_SHOWN));
  protected readonly found = computed(() => {
    if (plainWords(this.words()).length === 0) return '';
    const n = this.#matches().length;
    return n > MOST_SHOWN
      ? message(
          $localize`:@@question-finder.first-of:{n, number} questions, of which these are the first {most, number}`,
          { n, most: MOST_SHOWN },
        )
      : message(
          $localize`:@@question-finder.found:{n, plural, =0 {No question says that. Questions that do not apply are not searched.} one {# question} other {# questions}}`,
          { n },
        );
  });
}

function plainWords(typed: string): readonly string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}
