import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { type FactCatalogue, INTAKE_FLAGS } from '@countersign/domain';
import type { CheckboxOption } from '../../../ui/form/checkbox-set';
import { ChoiceFlag } from './choice-flag';
import { ChoiceOne } from './choice-one';
import { ChoiceSet } from './choice-set';
import { type IntakeDraft, LAWS_NOT_KNOWN, NO_LAWS } from './intake-draft';

@Component({
  selector: 'cs-intake-fields',
  imports: [ChoiceFlag, ChoiceOne, ChoiceSet, FormField],
  templateUrl: './intake-fields.html',
  styleUrl: './intake-fields.scss',
})
export class IntakeFields {
  readonly fields = input.required<FieldTree<IntakeDraft>>();
  readonly catalogue = input.required<FactCatalogue>();
  protected readonly flags = INTAKE_FLAGS;
  protected readonly instead: readonly CheckboxOption<string>[] = [
    { value: NO_LAWS, text: $localize`:@@intake-fields.none-of-these:None of these`, exclusive: true },
    { value: LAWS_NOT_KNOWN, text: $localize`:@@intake-fields.not-known-yet:Not known yet`, exclusive: true },
  ];
}
