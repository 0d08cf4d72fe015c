import { Component, computed, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { type FactCatalogue, optionsOf } from '@countersign/domain';
import { CheckboxSet, type CheckboxOption } from '../../../ui/form/checkbox-set';
import { factLabel } from './fact-label';

/** A fact that is a set: a box for each value; an exclusive value stands alone. */
@Component({
  selector: 'cs-choice-set',
  imports: [CheckboxSet, FormField],
  template: `
    <cs-checkbox-set
      dense
      [label]="label()"
      [options]="options()"
      [optional]="optional()"
      [formField]="formField()"
    />
  `,
})
export class ChoiceSet {
  readonly formField = input.required<FieldTree<readonly string[]>>();
  readonly catalogue = input.required<FactCatalogue>();
  readonly fact = input.required<string>();
  readonly optional = input(false);
  /** What may be ticked besides the values of the catalogue. */
  readonly besides = input<readonly CheckboxOption<string>[]>([]);

  protected readonly label = computed(() => factLabel(this.catalogue(), this.fact()));
  protected readonly options = computed(() => [
    ...Object.entries(optionsOf(this.catalogue(), this.fact())).map(([value, { label, exclusive }]) => ({
      value,
      text: label,
      exclusive: exclusive ?? false,
    })),
    ...this.besides(),
  ]);
}
