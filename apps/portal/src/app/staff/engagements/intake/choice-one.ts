import { Component, computed, input } from '@angular/core';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { type FactCatalogue, optionsOf } from '@countersign/domain';
import { OwnControl } from '../../../ui/form/own-control';
import { factLabel } from './fact-label';

/** A fact with one value, as a range or a scale of 1 to 5. */
@Component({
  selector: 'cs-choice-one',
  imports: [MatRadioButton, MatRadioGroup],
  template: `
    <fieldset [attr.aria-describedby]="shownError() ? fact() + '-error' : null">
      <legend>
        {{ label() }}
        @if (optional()) {
          <span i18n="@@choice-one.optional">optional</span>
        }
      </legend>
      <mat-radio-group
        class="options"
        [value]="value()"
        [disabled]="disabled()"
        [attr.aria-label]="label()"
        (change)="choose($event.value)"
      >
        @if (optional()) {
          <mat-radio-button i18n="@@choice-one.not-stated" value="">Not stated</mat-radio-button>
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
export class ChoiceOne extends OwnControl<string> {
  readonly catalogue = input.required<FactCatalogue>();
  readonly fact = input.required<string>();
  readonly optional = input(false);

  protected readonly label = computed(() => factLabel(this.catalogue(), this.fact()));
  protected readonly options = computed(() =>
    Object.entries(optionsOf(this.catalogue(), this.fact())).map(([id, { label }]) => ({ id, label })),
  );

  protected choose(value: string): void {
    this.touched.set(true);
    this.value.set(value);
  }
}
