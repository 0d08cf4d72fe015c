import { Component, input, output } from '@angular/core';
import { AttestationInput } from './attestation-input';
import { ChoiceInput } from './choice-input';
import { DateInput } from './date-input';
import type { InputChange, InputSpec, InputWords } from './input-spec';
import { NumberInput } from './number-input';
import { SeveralInput } from './several-input';
import { TableInput } from './table-input';
import { TextInput } from './text-input';

/** The input that fits the kind of answer. */
@Component({
  selector: 'cs-answer-input',
  imports: [AttestationInput, ChoiceInput, DateInput, NumberInput, SeveralInput, TableInput, TextInput],
  templateUrl: './answer-input.html',
})
export class AnswerInput {
  readonly spec = input.required<InputSpec>();
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly today = input.required<string>();
  readonly changed = output<InputChange>();
  readonly left = output();
}
