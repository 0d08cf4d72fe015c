import { Component, computed, input } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { Option } from '../option';
import type { ListState } from './list-state';
import { outlined } from '../form/outlined';

@Component({
  selector: 'cs-list-filter',
  imports: [MatFormField, MatLabel, MatOption, MatSelect],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <mat-select [value]="chosen()" (valueChange)="choose($event)">
        <mat-option [value]="ANY">{{ none() }}</mat-option>
        @for (option of options(); track option.value) {
          <mat-option [value]="option.value">{{ option.text }}</mat-option>
        }
      </mat-select>
    </mat-form-field>
  `,
  styles: `
    :host {
      flex: 0 1 10rem;
      min-inline-size: 8rem;
    }

    mat-form-field {
      inline-size: 100%;
    }

    @media (width < 48rem) {
      :host {
        flex: 1 1 40%;
      }
    }
  `,
})
export class ListFilter {
  readonly list = input.required<ListState>();
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();

  /** What is shown while nothing is chosen. */
  readonly none = input($localize`:@@list-filter.any:Any`);

  protected readonly ANY = '';
  protected readonly chosen = computed(() => this.list().filter(this.name()) ?? this.ANY);

  protected choose(value: string): void {
    this.list().setFilters({ [this.name()]: value === this.ANY ? null : value });
  }
}
