import { Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { EvidenceFile } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { TextField } from '../../../ui/form/text-field';
import { within } from '../../../ui/form/within';
import { AssessmentsClient } from '../assessments-client';
import { verificationOf } from './verification';

interface Draft {
  readonly issuedBy: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly expiresOn: string;
  readonly note: string;
}

const EMPTY: Draft = { issuedBy: '', periodFrom: '', periodTo: '', expiresOn: '', note: '' };

/** What a reviewer reads in a document, recorded as it is verified. */
@Component({
  selector: 'cs-verify-form',
  imports: [DayField, FormFrame, LongTextField, MatButton, TextField],
  template: `
    <cs-form
      [form]="form"
      saveLabel="Record as verified"
      i18n-saveLabel="@@verify-form.record"
      savingLabel="Recording …"
      i18n-savingLabel="@@verify-form.recording"
    >
      <cs-text-field
        label="Issued by"
        i18n-label="@@verify-form.issued-by"
        [formField]="form.fields.issuedBy"
      />
      <cs-day-field
        label="Period from"
        i18n-label="@@verify-form.period-from"
        [formField]="form.fields.periodFrom"
      />
      <cs-day-field
        label="Period to"
        i18n-label="@@verify-form.period-to"
        [formField]="form.fields.periodTo"
      />
      <cs-day-field
        label="Holds until"
        i18n-label="@@verify-form.holds-until"
        hint="After this day it counts as lapsed"
        i18n-hint="@@verify-form.lapses"
        [formField]="form.fields.expiresOn"
      />
      <cs-long-text-field
        label="Note"
        i18n-label="@@verify-form.note"
        hint="Internal: the vendor does not read it"
        i18n-hint="@@verify-form.internal"
        [rows]="2"
        [formField]="form.fields.note"
      />
      <button i18n="@@verify-form.cancel" matButton type="button" csFormActions (click)="left.emit()">
        Cancel
      </button>
    </cs-form>
  `,
})
export class VerifyForm {
  readonly file = input.required<EvidenceFile>();
  readonly recorded = output<EvidenceFile>();
  readonly left = output();
  /** Somebody else was faster: it is to be read anew. */
  readonly outdated = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #draft = signal(EMPTY);

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      within(path.issuedBy, 200);
      within(path.note, 10_000);
      validate(path.periodTo, ({ value, valueOf }) =>
        value() !== '' && valueOf(path.periodFrom) > value()
          ? {
              kind: 'period',
              message: $localize`:@@verify-form.period-ends-before:The period ends before it begins.`,
            }
          : null,
      );
    },
    save: ({ issuedBy, periodFrom, periodTo, expiresOn, note }) =>
      this.#assessments.verifyEvidence(this.file().id, {
        ...verificationOf(this.file(), true),
        issuedBy: issuedBy.trim() || null,
        periodFrom: periodFrom || null,
        periodTo: periodTo || null,
        expiresOn: expiresOn || null,
        note: note.trim() || null,
      }),
    barred: () => this.outdated.emit(),
    saved: (file) => this.recorded.emit(file),
  });

  constructor() {
    let begun = false;
    effect(() => {
      const { reading, expiresOn } = this.file();
      if (begun) return;
      begun = true;
      untracked(() =>
        this.#draft.set({
          issuedBy: reading?.issuedBy ?? '',
          periodFrom: reading?.periodFrom ?? '',
          periodTo: reading?.periodTo ?? '',
          expiresOn: expiresOn ?? '',
          note: reading?.note ?? '',
        }),
      );
    });
  }
}
