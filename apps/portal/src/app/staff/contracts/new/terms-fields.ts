import { Component, computed, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { DayField } from '../../../ui/form/day-field';
import { NumberField } from '../../../ui/form/number-field';
import { SelectField } from '../../../ui/form/select-field';
import { NoticeFields } from './notice-fields';
import type { TermsDraft } from './terms-draft';

const FIRST_DAY = [
  { value: 'yes', text: $localize`:@@terms-fields.on-a-day-it-names:On a day it names` },
  { value: 'no', text: $localize`:@@terms-fields.not-known-yet:Not known yet` },
] as const;

const INITIAL = [
  { value: 'months', text: $localize`:@@terms-fields.a-number-of-months:A number of months` },
  { value: 'days', text: $localize`:@@terms-fields.a-number-of-days:A number of days` },
  { value: 'last-day', text: $localize`:@@terms-fields.until-a-day-it:Until a day it names` },
  { value: 'unknown', text: $localize`:@@terms-fields.not-known-yet:Not known yet` },
] as const;

const RENEWALS = [
  { value: 'auto', text: $localize`:@@terms-fields.by-itself:By itself` },
  { value: 'by-agreement', text: $localize`:@@terms-fields.only-by-agreement:Only by agreement` },
  { value: 'none', text: $localize`:@@terms-fields.none-it-ends:None: it ends` },
  { value: 'evergreen', text: $localize`:@@terms-fields.no-end-date-evergreen:No end date (evergreen)` },
  { value: 'unknown', text: $localize`:@@terms-fields.not-known-yet:Not known yet` },
] as const;

const BASES = [
  { value: 'received-by', text: $localize`:@@terms-fields.received:Received` },
  { value: 'sent-by', text: $localize`:@@terms-fields.sent:Sent` },
  {
    value: 'unknown',
    text: $localize`:@@terms-fields.basis-not-known-yet:Not known yet: count it as received`,
  },
] as const;

@Component({
  selector: 'cs-terms-fields',
  imports: [DayField, NoticeFields, NumberField, SelectField],
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
  protected readonly firstDay = FIRST_DAY;
  protected readonly initial = INITIAL;
  protected readonly renewals = RENEWALS;
  protected readonly bases = BASES;
  protected readonly draft = computed(() => this.fields()().value());
  protected readonly counts = computed(() => ['days', 'months', 'window'].includes(this.draft().noticeKind));
  protected readonly renews = computed(() => ['auto', 'by-agreement'].includes(this.draft().renewalKind));
}
