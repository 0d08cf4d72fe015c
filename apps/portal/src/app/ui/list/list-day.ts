import { Component, computed, input } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ListState } from './list-state';
import { outlined } from '../form/outlined';

/** A filter of a list that is a day. */
@Component({
  selector: 'cs-list-day',
  imports: [MatFormField, MatInput, MatLabel],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input #day matInput type="date" [value]="chosen()" (change)="choose(day.value)" />
    </mat-form-field>
  `,
  styles: `
    :host {
      flex: 0 1 10.5rem;
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
export class ListDay {
  readonly list = input.required<ListState>();
  readonly name = input.required<string>();
  readonly label = input.required<string>();

  protected readonly chosen = computed(() => this.list().filter(this.name()) ?? '');

  protected choose(day: string): void {
    this.list().setFilters({ [this.name()]: day || null });
  }
}
