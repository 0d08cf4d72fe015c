import { NgTemplateOutlet } from '@angular/common';
import { booleanAttribute, Component, contentChild, input, output, TemplateRef } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { Option } from '../option';
import { EntryField } from './entry-field';
import { outlined } from './outlined';

/** One of some options, or several. A hint that holds a link is given inside, as `<ng-template #hint>`. */
@Component({
  selector: 'cs-select-field',
  imports: [FormField, MatError, MatFormField, MatHint, MatLabel, MatOption, MatSelect, NgTemplateOutlet],
  providers: [outlined],
  templateUrl: './select-field.html',
  styleUrl: './field.scss',
})
export class SelectField extends EntryField<unknown> {
  readonly options = input.required<readonly Option[]>();
  /** The first option, for choosing none of the others. */
  readonly none = input<string | null>(null);
  /** Said in the list when there is nothing to choose. */
  readonly empty = input<string | null>(null);
  readonly multiple = input(false, { transform: booleanAttribute });
  readonly chosen = output<string>();

  protected readonly richHint = contentChild<TemplateRef<void>>('hint');
}
