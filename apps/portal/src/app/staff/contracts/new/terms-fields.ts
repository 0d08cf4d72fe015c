import { Component, computed, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { formatDay } from '../../../language/formats';
import { FieldError } from '../../../ui/form/field-error';
import type { TermsDraft } from './terms-draft';

const INITIAL = [
  { kind: 'months', text: 'A number of months' },
  { kind: 'days', text: 'A number of days' },
  { kind: 'last-day', text: 'Until a day it names' },
] as const;

const RENEWALS = [
  { kind: 'auto', text: 'By itself' },
  { kind: 'by-agreement', text: 'Only by agreement' },
  { kind: 'none', text: 'None: it ends' },
  { kind: 'evergreen', text: 'No end date (evergreen)' },
  { kind: 'unknown', text: 'Not known yet' },
] as const;

const NOTICES = [
  { kind: 'days', text: 'Days before the end' },
  { kind: 'months', text: 'Months before the end' },
  { kind: 'window', text: 'Within a window of days' },
  { kind: 'none', text: 'No notice needed' },
] as const;

@Component({
  selector: 'cs-terms-fields',
  imports: [FieldError, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect],
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
  protected readonly draft = computed(() => this.fields()().value());
  protected readonly renews = computed(() => ['auto', 'by-agreement'].includes(this.draft().renewalKind));

  protected inWords(day: string): string {
    return day === '' ? '' : formatDay(day);
  }
}
