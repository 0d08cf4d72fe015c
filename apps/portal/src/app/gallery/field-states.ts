import { Component, effect, input, linkedSignal, untracked } from '@angular/core';
import { disabled, form, FormField, required, validateTree } from '@angular/forms/signals';
import { BelowOption } from '../ui/form/below-option';
import { CheckboxSet } from '../ui/form/checkbox-set';
import { DayField } from '../ui/form/day-field';
import { LongTextField } from '../ui/form/long-text-field';
import { MoneyField } from '../ui/form/money-field';
import { NumberField } from '../ui/form/number-field';
import { RadioField } from '../ui/form/radio-field';
import { SelectField } from '../ui/form/select-field';
import { SuggestField } from '../ui/form/suggest-field';
import { TextField } from '../ui/form/text-field';
import { EMPTY, FILLED, LONG, LONG_TEXT } from './entries';

export type FieldState = 'empty' | 'filled' | 'refused' | 'disabled' | 'long';

const MESSAGE = 'Say what is wrong and what to do, in one sentence.';

const KEYS = Object.keys(EMPTY) as readonly (keyof typeof EMPTY)[];

/** Every field of the kit in one state. */
@Component({
  selector: 'cs-field-states',
  imports: [
    BelowOption,
    CheckboxSet,
    DayField,
    FormField,
    LongTextField,
    MoneyField,
    NumberField,
    RadioField,
    SelectField,
    SuggestField,
    TextField,
  ],
  templateUrl: './field-states.html',
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-3);
      align-content: start;
    }

    .below {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class FieldStates {
  readonly state = input.required<FieldState>();

  readonly #entries = linkedSignal(
    () => ({ empty: EMPTY, long: LONG, filled: FILLED, refused: EMPTY, disabled: FILLED })[this.state()],
  );
  protected readonly fields = form(this.#entries, (path) => {
    required(path.name, { message: MESSAGE });
    disabled(path, () => this.state() === 'disabled');
    validateTree(path, ({ fieldTree }) =>
      this.state() === 'refused'
        ? KEYS.map((key) => ({ kind: 'refused', message: MESSAGE, fieldTree: fieldTree[key] }))
        : null,
    );
  });
  protected readonly words = (text: string) => (this.state() === 'long' ? LONG_TEXT : text);
  protected readonly options = [
    { value: 'ada', text: 'Ada Byrne' },
    { value: 'long', text: LONG_TEXT },
  ];
  protected readonly choices = [
    { value: 'renew', text: 'Renew' },
    { value: 'end', text: 'End' },
  ];
  protected readonly explained = [
    { value: 'renew', text: 'Renew', explanation: 'Its reminders stop. The next term starts by itself.' },
    { value: 'end', text: 'End', explanation: 'Barred until the notice is recorded as sent.', barred: true },
  ];
  protected readonly zones = ['America/New_York', 'America/Chicago', 'Europe/Berlin'];
  protected readonly boxes = [
    { value: 'paper', text: 'Paper', explanation: 'Files and printouts' },
    { value: 'disc', text: 'Discs', explanation: 'Whatever can be carried away' },
  ];

  constructor() {
    effect(() => {
      if (this.state() !== 'refused') return;
      untracked(() => {
        for (const key of KEYS) this.fields[key]().markAsTouched();
      });
    });
  }
}
