import { computed, Directive, ElementRef, inject, input, model } from '@angular/core';
import type { FormValueControl, ValidationError, WithOptionalFieldTree } from '@angular/forms/signals';

/** A control made of several boxes: what a form tells it and wants from it. */
@Directive()
export abstract class OwnControl<Value> implements FormValueControl<Value> {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly value = model.required<Value>();
  readonly touched = model(false);
  readonly disabled = input(false);
  readonly invalid = input(false);
  readonly errors = input<readonly WithOptionalFieldTree<ValidationError>[]>([]);

  /** What is wrong, once somebody has been here or has tried to save. */
  protected readonly shownError = computed(() =>
    this.touched() && this.invalid() ? (this.errors()[0]?.message ?? null) : null,
  );

  /** Called from the error summary. */
  focus(): void {
    this.#element.querySelector('input')?.focus();
  }
}
