import { Component, computed, inject, input, model } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { MembersClient } from './members-client';

/** Whom somebody turns to: any other active member. */
@Component({
  selector: 'cs-lead-field',
  imports: [MatFormField, MatHint, MatLabel, MatOption, MatSelect],
  template: `
    <mat-form-field>
      <mat-label>Lead</mat-label>
      <mat-select [value]="value()" (valueChange)="value.set($event)">
        <mat-option value="">Nobody</mat-option>
        @for (member of leads(); track member.id) {
          <mat-option [value]="member.id">{{ member.name }}</mat-option>
        }
      </mat-select>
      <mat-hint>Told when something of this member stays undone</mat-hint>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      inline-size: min(26rem, 100%);
    }
  `,
})
export class LeadField implements FormValueControl<string> {
  readonly value = model.required<string>();
  /** Nobody leads themselves. */
  readonly except = input<string | null>(null);

  readonly #overview = inject(MembersClient).overview();
  protected readonly leads = computed(() =>
    this.#overview.hasValue()
      ? this.#overview.value().members.filter(({ id, active }) => active && id !== this.except())
      : [],
  );
}
