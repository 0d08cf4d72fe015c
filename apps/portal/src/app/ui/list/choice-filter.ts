import { Component, input, model } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { outlined } from '../form/outlined';
import type { Option } from '../option';

/** One of several, or any: the empty text. */
@Component({
  selector: 'cs-choice-filter',
  imports: [MatFormField, MatLabel, MatOption, MatSelect],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <mat-select [value]="value()" (valueChange)="value.set($event)">
        <mat-option value="">{{ none() }}</mat-option>
        @for (option of options(); track option.value) {
          <mat-option [value]="option.value">{{ option.text }}</mat-option>
        }
      </mat-select>
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
export class ChoiceFilter {
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();
  /** What is shown while nothing is chosen. */
  readonly none = input($localize`:@@list-filter.any:Any`);
  readonly value = model('');
}
