import type { WordedProblem } from '../../language/rule-words';
import { Component, computed, inject, input, output } from '@angular/core';
import { followUpFields, textIn } from '@countersign/domain';
import { AssessmentStore } from '../assessment/assessment-store';
import type { Pace } from '../assessment/autosave';
import { AnswerInput } from '../inputs/answer-input';
import type { InputChange } from '../inputs/input-spec';
import { specOfFollowUp } from '../inputs/spec-of';
import { ProblemLines } from './problem-lines';

type Values = Readonly<Record<string, unknown>>;

/** What an answer asks for in turn: the control that stands in for a gap, until when, and who sees to it. */
@Component({
  selector: 'cs-follow-ups',
  imports: [AnswerInput, ProblemLines],
  template: `
    @for (field of fields(); track field.key) {
      <div
        class="field"
        [attr.role]="field.grouped ? 'group' : null"
        [attr.aria-labelledby]="field.grouped ? field.words.labelledBy : null"
        [class.wide]="field.spec.kind === 'table'"
      >
        @if (field.grouped) {
          <p class="label" [id]="field.words.labelledBy">{{ field.text }}</p>
        } @else {
          <label class="label" [for]="field.words.base" [id]="field.words.labelledBy">
            {{ field.text }}
            @if (!field.required) {
              <span i18n="@@follow-ups.optional" class="cs-muted">(optional)</span>
            }
          </label>
        }
        <cs-answer-input
          [spec]="field.spec"
          [value]="values()[field.key] ?? null"
          [words]="field.words"
          [today]="store.assessment().today"
          (changed)="put(field.key, $event)"
          (left)="left.emit()"
        />
        <cs-problem-lines [id]="field.problemId" [problems]="field.problems" />
      </div>
    }
  `,
  styleUrl: './nested-fields.scss',
  host: { '[class.shown]': 'fields().length > 0' },
})
export class FollowUps {
  readonly questionId = input.required<string>();
  readonly values = input.required<Values>();
  readonly problems = input.required<readonly WordedProblem[]>();
  readonly changed = output<{ values: Values; pace: Pace }>();
  readonly left = output();

  protected readonly store = inject(AssessmentStore);

  protected readonly fields = computed(() => {
    const id = this.questionId();
    return followUpFields(this.store.questionnaire(), id, this.store.context()).map((field) => {
      const base = `${id}-${field.key}`;
      const spec = specOfFollowUp(field);
      const problems = this.problems().filter((problem) =>
        problem.field.startsWith(`followUps.${field.key}`),
      );
      const invalid = problems.length > 0;
      return {
        key: field.key,
        text: textIn(field.text),
        required: field.required,
        spec,
        // several inputs share the label, so it names the group instead of one of them
        grouped: spec.kind === 'table' || spec.kind === 'choice',
        problems,
        problemId: `${base}-problem`,
        words: {
          base,
          labelledBy: `${base}-label`,
          describedBy: invalid ? `${base}-problem` : null,
          invalid,
        },
      };
    });
  });

  protected put(key: string, { value, pace }: InputChange): void {
    const others = Object.entries(this.values()).filter(([other]) => other !== key);
    this.changed.emit({
      values: Object.fromEntries(value === null ? others : [...others, [key, value]]),
      pace,
    });
  }
}
