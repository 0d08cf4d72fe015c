import { Component, computed, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { formatDay } from '../../language/formats';
import { EntryField } from './entry-field';
import { outlined } from './outlined';

/**
 * A day, with its weekday below once it is chosen; the hint is shown while there is none. The type stands in the
 * template as it is: bound, it would come too late for Angular to tell a day half typed from none.
 */
@Component({
  selector: 'cs-day-field',
  imports: [FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input matInput type="date" [attr.min]="earliest()" [attr.max]="latest()" [formField]="formField()" />
      <mat-hint>{{ inWords() }}</mat-hint>
      <mat-error>{{ error() }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './field.scss',
})
export class DayField extends EntryField<string> {
  readonly earliest = input<string | null>(null);
  readonly latest = input<string | null>(null);

  protected readonly inWords = computed(() => {
    const day = this.formField()().value();
    return day === '' ? (this.hint() ?? '') : formatDay(day);
  });
}
