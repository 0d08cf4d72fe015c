import { Component, computed, inject, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { SelectField } from '../../../ui/form/select-field';
import { byName } from '../../../ui/option';
import { MembersClient } from './members-client';

/** Whom somebody turns to: any other active member. */
@Component({
  selector: 'cs-lead-field',
  imports: [SelectField],
  template: `
    <cs-select-field
      label="Lead"
      i18n-label="@@lead-field.lead"
      hint="Told when something of this member stays undone"
      i18n-hint="@@lead-field.told-when-something-of"
      none="Nobody"
      i18n-none="@@lead-field.nobody"
      [options]="leads()"
      [formField]="formField()"
    />
  `,
  styles: `
    cs-select-field {
      inline-size: min(26rem, 100%);
    }
  `,
})
export class LeadField {
  readonly formField = input.required<FieldTree<string>>();
  /** Nobody leads themselves. */
  readonly except = input<string | null>(null);

  readonly #overview = inject(MembersClient).overview();
  protected readonly leads = computed(() =>
    byName(
      this.#overview.hasValue()
        ? this.#overview.value().members.filter(({ id, active }) => active && id !== this.except())
        : [],
    ),
  );
}
