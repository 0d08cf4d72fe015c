import { Component, computed, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { DayField } from '../../../ui/form/day-field';
import { NumberField } from '../../../ui/form/number-field';
import { SelectField } from '../../../ui/form/select-field';
import type { TermsDraft } from './terms-draft';

const INITIAL = [
  { value: 'months', text: 'A number of months' },
  { value: 'days', text: 'A number of days' },
  { value: 'last-day', text: 'Until a day it names' },
] as const;

const RENEWALS = [
  { value: 'auto', text: 'By itself' },
  { value: 'by-agreement', text: 'Only by agreement' },
  { value: 'none', text: 'None: it ends' },
  { value: 'evergreen', text: 'No end date (evergreen)' },
  { value: 'unknown', text: 'Not known yet' },
] as const;

const NOTICES = [
  { value: 'days', text: 'Days before the end' },
  { value: 'months', text: 'Months before the end' },
  { value: 'window', text: 'Within a window of days' },
  { value: 'none', text: 'No notice needed' },
] as const;

const BASES = [
  { value: 'received-by', text: 'Received' },
  { value: 'sent-by', text: 'Sent' },
] as const;

@Component({
  selector: 'cs-terms-fields',
  imports: [DayField, NumberField, SelectField],
  templateUrl: './terms-fields.html',
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-5);
    }
  `,
})
export class TermsFields {
  readonly fields = input.required<FieldTree<TermsDraft>>();
  protected readonly initial = INITIAL;
  protected readonly renewals = RENEWALS;
  protected readonly notices = NOTICES;
  protected readonly bases = BASES;
  protected readonly draft = computed(() => this.fields()().value());
  protected readonly renews = computed(() => ['auto', 'by-agreement'].includes(this.draft().renewalKind));
}
