import { Component, computed, input } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import type { ListState } from './list-state';

/** A filter that is either on (`?overdue=true`) or absent. */
@Component({
  selector: 'cs-list-switch',
  imports: [MatCheckbox],
  template: `<mat-checkbox [checked]="on()" (change)="turn($event.checked)">{{ label() }}</mat-checkbox>`,
})
export class ListSwitch {
  readonly list = input.required<ListState>();
  readonly name = input.required<string>();
  readonly label = input.required<string>();

  protected readonly on = computed(() => this.list().filter(this.name()) === 'true');

  protected turn(on: boolean): void {
    this.list().setFilters({ [this.name()]: on ? 'true' : null });
  }
}
