import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import type { FactCatalogue } from '@countersign/domain';
import { ChoiceOne } from './choice-one';
import { ChoiceSet } from './choice-set';
import { factLabel } from './fact-label';
import type { IntakeDraft } from './intake-draft';

const FLAGS = [
  'portable',
  'wireless',
  'subcontractors',
  'storedAbroad',
  'internetFacing',
  'incidentWithin36Months',
  'usesAi',
] as const satisfies readonly (keyof IntakeDraft)[];

@Component({
  selector: 'cs-intake-fields',
  imports: [ChoiceOne, ChoiceSet, FormField, MatCheckbox],
  templateUrl: './intake-fields.html',
  styleUrl: './intake-fields.scss',
})
export class IntakeFields {
  readonly fields = input.required<FieldTree<IntakeDraft>>();
  readonly catalogue = input.required<FactCatalogue>();
  protected readonly flags = FLAGS;

  protected readonly label = factLabel;
}
