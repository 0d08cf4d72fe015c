import { Component, computed, ElementRef, inject, input, model } from '@angular/core';
import type { FormValueControl, ValidationError, WithOptionalFieldTree } from '@angular/forms/signals';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { type FactCatalogue, optionsOf } from '@countersign/domain';

/** A fact with one value, as a range or a scale of 1 to 5. */
@Component({
  selector: 'cs-choice-one',
  imports: [MatRadioButton, MatRadioGroup],
  template: `
    <fieldset [attr.aria-describedby]="shownError() ? fact() + '-error' : null">
      <legend>
        {{ label() }}
        @if (optional()) {
          <span>optional</span>
        }
      </legend>
      <mat-radio-group
        class="options"
        [value]="value()"
        [attr.aria-label]="label()"
        (change)="choose($event.value)"
      >
        @if (optional()) {
          <mat-radio-button value="">Not stated</mat-radio-button>
        }
        @for (option of options(); track option.id) {
          <mat-radio-button [value]="option.id">{{ option.label }}</mat-radio-button>
        }
      </mat-radio-group>
      @if (shownError(); as error) {
        <p class="error" [id]="fact() + '-error'">{{ error }}</p>
      }
    </fieldset>
  `,
  styleUrl: './choice.scss',
})
export class ChoiceOne implements FormValueControl<string> {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly value = model.required<string>();
  readonly touched = model(false);
  readonly invalid = input(false);
  readonly errors = input<readonly WithOptionalFieldTree<ValidationError>[]>([]);

  readonly catalogue = input.required<FactCatalogue>();
  readonly fact = input.required<string>();
  readonly optional = input(false);

  protected readonly label = computed(() => {
    const definition = this.catalogue().facts[this.fact()];
    return definition && definition.kind !== 'derived' ? definition.label : this.fact();
  });
  protected readonly options = computed(() =>
    Object.entries(optionsOf(this.catalogue(), this.fact())).map(([id, { label }]) => ({ id, label })),
  );
  protected readonly shownError = computed(() =>
    this.touched() && this.invalid() ? (this.errors()[0]?.message ?? null) : null,
  );

  /** Called from the error summary. */
  focus(): void {
    this.#element.querySelector('input')?.focus();
  }

  protected choose(value: string): void {
    this.touched.set(true);
    this.value.set(value);
  }
}
