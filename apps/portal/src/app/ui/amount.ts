import { Component, computed, input } from '@angular/core';
import { number } from '../language/formats';

/** A count in a table: zeros step back, alarming ones step forward. */
@Component({
  selector: 'cs-amount',
  template: `{{ shown() }}`,
  host: { '[class.cs-zero]': 'of() === 0', '[class.cs-overdue]': 'alarming() && of() > 0' },
})
export class Amount {
  readonly of = input.required<number>();
  readonly alarming = input(false);
  protected readonly shown = computed(() => number(this.of()));
}
