import { Component, input, linkedSignal, output } from '@angular/core';
import type { InputChange, InputWords } from './input-spec';

/** A number with its unit. What cannot be read as a number is handed on as typed, so that the rules can say so. */
@Component({
  selector: 'cs-number-input',
  template: `
    <input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      [id]="words().base"
      [value]="text()"
      [attr.aria-labelledby]="words().labelledBy + (unit() ? ' ' + words().base + '-unit' : '')"
      [attr.aria-describedby]="words().describedBy"
      [attr.aria-invalid]="words().invalid ? 'true' : null"
      (input)="typed($event)"
      (blur)="left.emit()"
    />
    @if (unit()) {
      <span [id]="words().base + '-unit'">{{ unit() }}</span>
    }
  `,
  styles: `
    @use 'app/respond/inputs/controls';

    :host {
      display: flex;
      gap: var(--cs-space-3);
      align-items: center;
    }

    input {
      @include controls.text-control;
      max-inline-size: 9rem;
      text-align: end;
    }

    span {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-large);
    }
  `,
})
export class NumberInput {
  readonly unit = input<string | null>(null);
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly changed = output<InputChange>();
  readonly left = output();

  /** What was typed stays as typed while it means the same number: "1,000" is not rewritten under the caret. */
  protected readonly text = linkedSignal<unknown, string>({
    source: this.value,
    computation: (value, previous) =>
      previous && readNumber(previous.value) === value ? previous.value : asText(value),
  });

  protected typed(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    this.text.set(text);
    this.changed.emit({ value: readNumber(text), pace: 'typing' });
  }
}

/** Digits with an optional decimal point; thousands commas are dropped. Anything else stays text, nothing is null. */
export function readNumber(text: string): number | string | null {
  const plain = text.trim().replace(/(?<=\d),(?=\d{3}\b)/g, '');
  if (plain === '') return null;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

function asText(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
