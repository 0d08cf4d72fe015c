import { Component, computed, input } from '@angular/core';
import { type Line, LINE_PARTS, LineField, PLAIN_LINE } from './line-field';
import { outlined } from './outlined';

/** A whole number, kept as typed: whether it is one, and which are allowed, the form's rules say. */
@Component({
  selector: 'cs-number-field',
  imports: LINE_PARTS,
  providers: [outlined],
  templateUrl: './line-field.html',
  styleUrl: './field.scss',
})
export class NumberField extends LineField {
  readonly unit = input<string | null>(null);

  protected readonly line = computed<Line>(() => ({
    ...PLAIN_LINE,
    inputmode: 'numeric',
    unit: this.unit(),
  }));
}
