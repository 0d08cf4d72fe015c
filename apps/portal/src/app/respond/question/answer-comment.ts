import { Component, computed, input, output, signal } from '@angular/core';
import { ANSWER_LIMITS } from '@countersign/domain';
import type { WordedProblem } from '../../language/rule-words';
import type { Pace } from '../assessment/autosave';
import { AnswerInput } from '../inputs/answer-input';
import type { InputSpec, InputWords } from '../inputs/input-spec';
import { ProblemLines } from './problem-lines';

/** What a "yes" does not say: asked for by nobody, and offered at every answer that is not words itself. */
@Component({
  selector: 'cs-answer-comment',
  imports: [AnswerInput, ProblemLines],
  template: `
    @if (shown()) {
      <label i18n="@@answer-comment.comment" class="label" [for]="words().base" [id]="words().labelledBy"
        >Comment, if you want to add something</label
      >
      <cs-answer-input
        [spec]="spec"
        [value]="value()"
        [words]="words()"
        today=""
        (changed)="changed.emit({ comment: $event.value, pace: $event.pace })"
        (left)="left.emit()"
      />
      <cs-problem-lines [id]="words().base + '-problem'" [problems]="own()" />
    } @else {
      <button i18n="@@answer-comment.add" type="button" (click)="asked.set(true)">
        Add a comment<span class="cs-visually-hidden"> to {{ questionId() }}</span>
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-block-start: var(--cs-space-4);
    }

    .label {
      display: block;
      margin-block-end: var(--cs-space-2);
      font: var(--mat-sys-label-large);
    }

    button {
      min-block-size: 44px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--mat-sys-primary);
      cursor: pointer;
      font: var(--mat-sys-label-large);
      text-decoration: underline;
      text-underline-offset: 0.18em;
    }
  `,
})
export class AnswerComment {
  readonly questionId = input.required<string>();
  readonly value = input.required<string>();
  readonly problems = input<readonly WordedProblem[]>([]);
  readonly changed = output<{ comment: unknown; pace: Pace }>();
  readonly left = output();

  protected readonly spec: InputSpec = { kind: 'text', lines: 2, longest: ANSWER_LIMITS.text };
  /** Stays open while it is emptied. */
  protected readonly asked = signal(false);
  protected readonly shown = computed(() => this.asked() || this.value() !== '');
  protected readonly own = computed(() => this.problems().filter(({ field }) => field === 'comment'));
  protected readonly words = computed<InputWords>(() => {
    const base = `${this.questionId()}-comment`;
    const invalid = this.own().length > 0;
    return { base, labelledBy: `${base}-label`, describedBy: invalid ? `${base}-problem` : null, invalid };
  });
}
