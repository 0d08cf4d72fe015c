import type { WordedProblem } from '../../language/rule-words';
import { Component, computed, inject, input, output } from '@angular/core';
import { ANSWER_LIMITS, naReasons, textIn, type NaReason } from '@countersign/domain';
import { AssessmentStore } from '../assessment/assessment-store';
import type { Pace } from '../assessment/autosave';
import { AnswerInput } from '../inputs/answer-input';
import type { InputChange, InputSpec, InputWords } from '../inputs/input-spec';
import { ProblemLines } from './problem-lines';

/** "Not applicable" needs a reason and a sentence: a reviewer has to accept it. */
@Component({
  selector: 'cs-not-applicable',
  imports: [AnswerInput, ProblemLines],
  template: `
    <div class="field wide" role="group" [attr.aria-labelledby]="reasonWords().labelledBy">
      <p i18n="@@not-applicable.why-does-this-not" class="label" [id]="reasonWords().labelledBy">
        Why does this not apply?
      </p>
      <cs-answer-input
        [spec]="reasonSpec()"
        [value]="value()?.reason ?? null"
        [words]="reasonWords()"
        [today]="store.assessment().today"
        (changed)="put('reason', $event)"
      />
    </div>
    <div class="field wide">
      <label
        i18n="@@not-applicable.please-explain"
        class="label"
        [for]="explanationWords().base"
        [id]="explanationWords().labelledBy"
      >
        Please explain.
      </label>
      <cs-answer-input
        [spec]="explanationSpec"
        [value]="value()?.explanation ?? null"
        [words]="explanationWords()"
        [today]="store.assessment().today"
        (changed)="put('explanation', $event)"
        (left)="left.emit()"
      />
      <cs-problem-lines [id]="questionId() + '-na-problem'" [problems]="ownProblems()" />
    </div>
  `,
  styleUrl: './nested-fields.scss',
  host: { class: 'shown' },
})
export class NotApplicable {
  readonly questionId = input.required<string>();
  readonly value = input.required<NaReason | null>();
  readonly problems = input.required<readonly WordedProblem[]>();
  readonly changed = output<{ value: NaReason | null; pace: Pace }>();
  readonly left = output();

  protected readonly store = inject(AssessmentStore);
  protected readonly explanationSpec: InputSpec = { kind: 'text', lines: 2, longest: ANSWER_LIMITS.text };

  protected readonly reasonSpec = computed<InputSpec>(() => {
    const offered = naReasons(this.store.questionnaire(), this.questionId(), this.store.context());
    return {
      kind: 'choice',
      layout: 'list',
      options: offered.map(({ id, label }) => ({ id, label: textIn(label), exclusive: false })),
    };
  });
  protected readonly ownProblems = computed(() =>
    this.problems().filter(({ field }) => field.startsWith('naReason')),
  );
  protected readonly reasonWords = computed(() => this.#words('na-reason'));
  protected readonly explanationWords = computed(() => this.#words('na-explanation'));

  protected put(part: keyof NaReason, { value, pace }: InputChange): void {
    const next = { reason: '', explanation: '', ...this.value(), [part]: value ?? '' };
    const blank = next.reason === '' && next.explanation === '';
    this.changed.emit({ value: blank ? null : next, pace });
  }

  #words(part: string): InputWords {
    const base = `${this.questionId()}-${part}`;
    const invalid = this.ownProblems().length > 0;
    return {
      base,
      labelledBy: `${base}-label`,
      describedBy: invalid ? `${this.questionId()}-na-problem` : null,
      invalid,
    };
  }
}
