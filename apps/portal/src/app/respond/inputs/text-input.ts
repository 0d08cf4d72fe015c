import { Component, computed, input, output } from '@angular/core';
import type { InputChange, InputWords } from './input-spec';

/** Text of one or more lines. The counter appears only near the limit. */
@Component({
  selector: 'cs-text-input',
  template: `
    <textarea
      [id]="words().base"
      [rows]="lines()"
      [value]="text()"
      [attr.aria-labelledby]="words().labelledBy"
      [attr.aria-describedby]="words().describedBy"
      [attr.aria-invalid]="words().invalid ? 'true' : null"
      (input)="typed($event)"
      (blur)="left.emit()"
    ></textarea>
    @if (counted()) {
      <p i18n="@@text-input.of-characters" class="counter" [class.over]="text().length > longest()">
        {{ text().length }} of {{ longest() }} characters
      </p>
    }
  `,
  styles: `
    @use 'app/respond/inputs/controls';

    textarea {
      @include controls.text-control;
      display: block;
      resize: vertical;
      field-sizing: content;
      min-height: calc(var(--lines, 1) * 24px + 22px);
    }

    .counter {
      margin: 4px 0 0;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
      text-align: end;
    }

    .over {
      color: var(--mat-sys-error);
    }
  `,
  host: { '[style.--lines]': 'lines()' },
})
export class TextInput {
  readonly lines = input(1);
  readonly longest = input.required<number>();
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly changed = output<InputChange>();
  readonly left = output();

  protected readonly text = computed(() => {
    const value = this.value();
    return typeof value === 'string' ? value : '';
  });
  protected readonly counted = computed(() => this.lines() > 2 || this.text().length > this.longest() * 0.8);

  protected typed(event: Event): void {
    const text = (event.target as HTMLTextAreaElement).value;
    this.changed.emit({ value: text.trim() === '' ? null : text, pace: 'typing' });
  }
}
