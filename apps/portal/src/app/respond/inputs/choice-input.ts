import { Component, input, output } from '@angular/core';
import type { InputChange, InputWords, Choice } from './input-spec';

/** One of several: yes/no questions, single choices and reasons. */
@Component({
  selector: 'cs-choice-input',
  template: `
    <div class="options" [class.row]="layout() === 'row'">
      @for (option of options(); track option.id) {
        <label>
          <input
            type="radio"
            [name]="words().base"
            [value]="option.id"
            [checked]="value() === option.id"
            [attr.aria-describedby]="words().describedBy"
            (change)="changed.emit({ value: option.id, pace: 'at-once' })"
          />
          <span>{{ option.label }}</span>
        </label>
      }
    </div>
  `,
  styles: `
    @use 'app/respond/inputs/controls';

    .options {
      display: grid;
      gap: 8px;
    }

    .row {
      grid-template-columns: repeat(auto-fit, minmax(min(130px, 100%), max-content));
    }

    label {
      @include controls.choice;
    }

    .row label {
      min-width: 108px;
    }
  `,
})
export class ChoiceInput {
  readonly options = input.required<readonly Choice[]>();
  readonly layout = input<'row' | 'list'>('list');
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly changed = output<InputChange>();
}
