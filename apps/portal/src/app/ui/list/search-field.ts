import { Component, input, model } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { outlined } from '../form/outlined';

/** Where words are typed to be looked for. */
@Component({
  selector: 'cs-search-field',
  imports: [MatFormField, MatInput, MatLabel],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input
        #box
        matInput
        type="text"
        inputmode="search"
        autocomplete="off"
        maxlength="200"
        [value]="value()"
        (input)="value.set(box.value)"
      />
    </mat-form-field>
  `,
  styles: `
    :host {
      display: block;
    }

    mat-form-field {
      inline-size: 100%;
    }
  `,
})
export class SearchField {
  readonly label = input.required<string>();
  readonly value = model('');
}
