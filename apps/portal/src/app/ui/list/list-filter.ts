import { Component, computed, input } from '@angular/core';
import type { Option } from '../option';
import { ChoiceFilter } from './choice-filter';
import type { ListState } from './list-state';

@Component({
  selector: 'cs-list-filter',
  imports: [ChoiceFilter],
  template: `
    <cs-choice-filter
      [label]="label()"
      [options]="options()"
      [none]="none()"
      [value]="chosen()"
      (valueChange)="choose($event)"
    />
  `,
  styles: `
    :host {
      flex: 0 1 10rem;
      min-inline-size: 8rem;
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

  protected readonly chosen = computed(() => this.list().filter(this.name()) ?? '');

  protected choose(value: string): void {
    this.list().setFilters({ [this.name()]: value === '' ? null : value });
  }
}
