import { computed, Directive, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';

/**
 * What every field of a form has: a label, a hint below it, and in place of the hint what is wrong with the entry,
 * be it a rule of the page or a refusal of the API. That an entry is required, and how long it may be, comes from the
 * form's rules. The input is called `formField` so that Angular's directive of that name passes it on untouched.
 */
@Directive()
export abstract class EntryField<Value> {
  readonly formField = input.required<FieldTree<Value>>();
  readonly label = input.required<string>();
  /** With `null` no line is kept for it; an empty hint keeps its line, so that nothing jumps when it gets a text. */
  readonly hint = input<string | null>(null);

  protected readonly error = computed(() => this.formField()().errors()[0]?.message ?? '');
}
