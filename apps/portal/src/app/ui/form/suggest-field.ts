import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatAutocomplete, MatAutocompleteTrigger, MatOption } from '@angular/material/autocomplete';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { EntryField } from './entry-field';
import { outlined } from './outlined';

/** A line of text with suggestions that follow what is typed. */
@Component({
  selector: 'cs-suggest-field',
  imports: [
    FormField,
    MatAutocomplete,
    MatAutocompleteTrigger,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
  ],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        autocomplete="off"
        spellcheck="false"
        [matAutocomplete]="list"
        [formField]="formField()"
      />
      <mat-autocomplete #list="matAutocomplete">
        @for (suggestion of suggestions(); track suggestion) {
          <mat-option [value]="suggestion">{{ suggestion }}</mat-option>
        }
      </mat-autocomplete>
      @if (hint() !== null) {
        <mat-hint>{{ hint() }}</mat-hint>
      }
      <mat-error>{{ error() }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './field.scss',
})
export class SuggestField extends EntryField<string> {
  readonly suggestions = input.required<readonly string[]>();
}
