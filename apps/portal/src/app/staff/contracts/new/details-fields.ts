import { Component, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { MoneyField } from '../../../ui/form/money-field';
import { SelectField } from '../../../ui/form/select-field';
import { TextField } from '../../../ui/form/text-field';
import type { Option } from '../../../ui/option';
import { CURRENCIES } from '../money';
import type { DetailsDraft } from './details-draft';

/** Title, reference, owner, values and numbers: recorded and edited by the same fields. */
@Component({
  selector: 'cs-details-fields',
  imports: [MoneyField, SelectField, TextField],
  templateUrl: './details-fields.html',
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-5);
    }
  `,
})
export class DetailsFields {
  readonly fields = input.required<FieldTree<DetailsDraft>>();
  readonly owners = input.required<readonly Option[]>();
  /** What it means where nobody is chosen. */
  readonly nobody = input.required<string>();

  protected readonly currencies = CURRENCIES.map((currency) => ({ value: currency, text: currency }));
}
