import { Component, computed, input, output } from '@angular/core';
import type { InputChange, InputWords, Choice } from './input-spec';

/** Any number of options; an exclusive one ("None of these") stands alone. */
@Component({
  selector: 'cs-several-input',
  template: `
    @for (option of options(); track option.id) {
      <label [class.apart]="option.exclusive">
        <input
          type="checkbox"
          [checked]="chosen().includes(option.id)"
          [attr.aria-describedby]="words().describedBy"
          (change)="toggle(option)"
        />
        <span>{{ option.label }}</span>
      </label>
    }
  `,
  styles: `
    @use 'app/respond/inputs/controls';

    :host {
      display: grid;
      gap: 8px;
    }

    label {
      @include controls.choice;
    }

    .apart {
      margin-top: 8px;
    }
  `,
})
export class SeveralInput {
  readonly options = input.required<readonly Choice[]>();
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly changed = output<InputChange>();

  protected readonly chosen = computed<readonly string[]>(() => {
    const value = this.value();
    return Array.isArray(value) ? (value as string[]) : [];
  });

  protected toggle(option: Choice): void {
    const next = this.chosen().includes(option.id) ? this.without(option) : this.with(option);
    this.changed.emit({ value: next.length > 0 ? next : null, pace: 'at-once' });
  }

  private without(option: Choice): string[] {
    return this.chosen().filter((id) => id !== option.id);
  }

  private with(option: Choice): string[] {
    if (option.exclusive) return [option.id];
    const together = new Set([...this.chosen(), option.id]);
    // the questionnaire's order, so that the same choice is the same value
    return this.options()
      .filter((other) => together.has(other.id) && !other.exclusive)
      .map((other) => other.id);
  }
}
