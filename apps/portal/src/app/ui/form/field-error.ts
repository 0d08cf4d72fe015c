import { Component, computed, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';

/** `<mat-error><cs-field-error [of]="form.fields.name" /></mat-error>` */
@Component({
  selector: 'cs-field-error',
  template: `{{ message() }}`,
})
export class FieldError {
  readonly of = input.required<FieldTree<unknown>>();
  protected readonly message = computed(() => this.of()().errors()[0]?.message ?? '');
}
