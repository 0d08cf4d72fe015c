import { Component, signal } from '@angular/core';
import { type Line, LINE_PARTS, LineField, PLAIN_LINE } from './line-field';
import { outlined } from './outlined';

/** An amount of money, kept as typed: its currency is a field of its own. */
@Component({
  selector: 'cs-money-field',
  imports: LINE_PARTS,
  providers: [outlined],
  templateUrl: './line-field.html',
  styleUrl: './field.scss',
})
export class MoneyField extends LineField {
  protected readonly line = signal<Line>({ ...PLAIN_LINE, inputmode: 'decimal' });
}
