import { Component, computed, ElementRef, inject, input, model } from '@angular/core';
import type { FormValueControl, ValidationError, WithOptionalFieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { type FactCatalogue, optionsOf } from '@countersign/domain';

/** A fact that is a set: a box for each value; an exclusive value stands alone. */
@Component({
  selector: 'cs-choice-set',
  imports: [MatCheckbox],
  template: `
    <fieldset [attr.aria-describedby]="shownError() ? fact() + '-error' : null">
      <legend>{{ label() }}</legend>
      <div class="options">
        @for (option of options(); track option.id) {
          <mat-checkbox [checked]="value().includes(option.id)" (change)="turn(option.id, $event.checked)">
            {{ option.label }}
          </mat-checkbox>
        }
      </div>
      @if (shownError(); as error) {
        <p class="error" [id]="fact() + '-error'">{{ error }}</p>
      }
    </fieldset>
  `,
  styleUrl: './choice.scss',
})
export class ChoiceSet implements FormValueControl<readonly string[]> {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly value = model.required<readonly string[]>();
  readonly touched = model(false);
  readonly invalid = input(false);
  readonly errors = input<readonly WithOptionalFieldTree<ValidationError>[]>([]);

  readonly catalogue = input.required<FactCatalogue>();
  readonly fact = input.required<string>();

  protected readonly label = computed(() => {
    const definition = this.catalogue().facts[this.fact()];
    return definition && definition.kind !== 'derived' ? definition.label : this.fact();
  });
  protected readonly options = computed(() =>
    Object.entries(optionsOf(this.catalogue(), this.fact())).map(([id, option]) => ({ id, ...option })),
  );
  protected readonly shownError = computed(() =>
    this.touched() && this.invalid() ? (this.errors()[0]?.message ?? null) : null,
  );

  /** Called from the error summary. */
  focus(): void {
    this.#element.querySelector('input')?.focus();
  }

  protected turn(id: string, on: boolean): void {
    this.touched.set(true);
    this.value.set(on ? this.#withAdded(id) : this.value().filter((chosen) => chosen !== id));
  }

  #withAdded(id: string): readonly string[] {
    const exclusive = new Set(this.options().flatMap((option) => (option.exclusive ? [option.id] : [])));
    return exclusive.has(id) ? [id] : [...this.value().filter((chosen) => !exclusive.has(chosen)), id];
  }
}
