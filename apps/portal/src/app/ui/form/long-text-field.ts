import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { EntryField } from './entry-field';
import { outlined } from './outlined';

/** A text of some sentences. */
@Component({
  selector: 'cs-long-text-field',
  imports: [FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <textarea matInput [rows]="rows()" [formField]="formField()"></textarea>
      @if (hint() !== null) {
        <mat-hint>{{ hint() }}</mat-hint>
      }
      <mat-error>{{ error() }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './field.scss',
})
export class LongTextField extends EntryField<string> {
  readonly rows = input(3);
}
