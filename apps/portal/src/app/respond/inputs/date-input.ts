import { Component, computed, input, output } from '@angular/core';
import type { InputChange, InputWords } from './input-spec';

/** A day, or "never" where the question allows it. */
@Component({
  selector: 'cs-date-input',
  template: `
    <input
      type="date"
      [id]="words().base"
      [value]="day()"
      [disabled]="isNever()"
      [attr.aria-labelledby]="words().labelledBy"
      [attr.aria-describedby]="words().describedBy"
      [attr.aria-invalid]="words().invalid ? 'true' : null"
      (change)="picked($event)"
      (blur)="left.emit()"
    />
    @if (allowNever()) {
      <label>
        <input type="checkbox" [checked]="isNever()" (change)="toggleNever()" />
        <span i18n="@@date-input.never">Never</span>
      </label>
    }
  `,
  styles: `
    @use 'app/respond/inputs/controls';

    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      align-items: center;
    }

    input[type='date'] {
      @include controls.text-control;
      width: auto;
      min-width: 180px;
    }

    label {
      @include controls.choice;
    }
  `,
})
export class DateInput {
  readonly allowNever = input(false);
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly changed = output<InputChange>();
  readonly left = output();

  protected readonly isNever = computed(() => this.value() === 'never');
  protected readonly day = computed(() => {
    const value = this.value();
    return typeof value === 'string' && value !== 'never' ? value : '';
  });

  protected picked(event: Event): void {
    const day = (event.target as HTMLInputElement).value;
    this.changed.emit({ value: day === '' ? null : day, pace: 'typing' });
  }

  protected toggleNever(): void {
    this.changed.emit({ value: this.isNever() ? null : 'never', pace: 'at-once' });
  }
}
