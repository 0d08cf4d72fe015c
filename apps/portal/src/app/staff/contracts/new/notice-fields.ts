import { Component, computed, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { NumberField } from '../../../ui/form/number-field';
import { SelectField } from '../../../ui/form/select-field';

/** How much notice a contract asks for. */
const KINDS = [
  { value: 'days', text: $localize`:@@terms-fields.days-before-the-end:Days before the end` },
  { value: 'months', text: $localize`:@@terms-fields.months-before-the-end:Months before the end` },
  { value: 'window', text: $localize`:@@terms-fields.within-a-window-of:Within a window of days` },
  { value: 'none', text: $localize`:@@terms-fields.no-notice-needed:No notice needed` },
  { value: 'unknown', text: $localize`:@@terms-fields.not-known-yet:Not known yet` },
] as const;

/** The fields of a notice rule, in the contract that is recorded and in its amendment. */
@Component({
  selector: 'cs-notice-fields',
  imports: [NumberField, SelectField],
  template: `
    <cs-select-field
      label="Notice"
      i18n-label="@@terms-fields.notice"
      [none]="none()"
      [options]="kinds()"
      [formField]="kind()"
    />
    @switch (kind()().value()) {
      @case ('days') {
        <cs-number-field
          label="Notice in days"
          i18n-label="@@terms-fields.notice-in-days"
          [formField]="days()"
        />
      }
      @case ('months') {
        <cs-number-field
          label="Notice in months"
          i18n-label="@@terms-fields.notice-in-months"
          [formField]="months()"
        />
      }
      @case ('window') {
        <cs-number-field
          label="Window opens, days before the end"
          i18n-label="@@terms-fields.window-opens-days-before"
          [formField]="opens()"
        />
        <cs-number-field
          label="Window closes, days before the end"
          i18n-label="@@terms-fields.window-closes-days-before"
          [formField]="closes()"
        />
      }
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class NoticeFields {
  readonly kind = input.required<FieldTree<string>>();
  readonly days = input.required<FieldTree<string>>();
  readonly months = input.required<FieldTree<string>>();
  readonly opens = input.required<FieldTree<string>>();
  readonly closes = input.required<FieldTree<string>>();
  /** What is chosen where nothing is; null where something has to be. */
  readonly none = input<string | null>(null);
  /** Both sides know what they agree; of an old contract it may be not known. */
  readonly mayBeUnknown = input(true);

  protected readonly kinds = computed(() =>
    KINDS.filter(({ value }) => this.mayBeUnknown() || value !== 'unknown'),
  );
}
