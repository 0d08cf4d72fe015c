import { Component, inject, output, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { IsoDate, IssuedApiToken, NewApiToken } from '@countersign/api-types';
import { addDays } from '@countersign/domain';
import { formatDay } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { CheckboxSet } from '../../../ui/form/checkbox-set';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { TextField } from '../../../ui/form/text-field';
import { PERMISSION_WORDS } from '../../settings/permissions/permission-words';
import { AccountClient } from '../account-client';

type Scope = NewApiToken['scopes'][number];

/** What lets people in, decides how they get in, or destroys, is for people only. */
const SCOPES: readonly Scope[] = [
  'vendor.read',
  'vendor.write',
  'assessment.send',
  'assessment.review',
  'finding.judge',
  'engagement.approve',
  'contract.write',
  'member.read',
  'audit.read',
  'audit.export',
];

const USUAL_DAYS = 90;
const MOST_DAYS = 365;

interface TokenDraft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresOn: IsoDate;
}

@Component({
  selector: 'cs-new-token-form',
  imports: [CheckboxSet, DayField, FormField, FormFrame, MatButton, TextField],
  template: `
    <cs-form [form]="form" saveLabel="Create the token" savingLabel="Creating …">
      <div class="cs-fields">
        <cs-text-field
          label="Name"
          hint="What uses it, such as “Nightly export”."
          [formField]="form.fields.name"
        />
        <cs-day-field
          label="Last day it works"
          hint="At most a year from now"
          [formField]="form.fields.expiresOn"
        />
      </div>
      <cs-checkbox-set label="What it may do" [options]="offered" [formField]="form.fields.scopes" />
      <button matButton type="button" csFormActions (click)="cancelled.emit()">Cancel</button>
    </cs-form>
  `,
})
export class NewTokenForm {
  readonly created = output<IssuedApiToken>();
  readonly cancelled = output();

  readonly #client = inject(AccountClient);
  readonly #session = inject(SessionStore);
  /** Never more than its member may. */
  protected readonly offered = SCOPES.filter((scope) => this.#session.may(scope)).map((scope) => ({
    value: scope,
    text: PERMISSION_WORDS[scope].text,
  }));
  readonly #draft = signal<TokenDraft>({
    name: '',
    scopes: [],
    expiresOn: addDays(this.#session.today(), USUAL_DAYS),
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.name, { message: 'Enter a name for the token.' });
      maxLength(path.name, 100, { message: 'Keep the name within 100 characters.' });
      validate(path.scopes, ({ value }) =>
        value().length > 0 ? null : { kind: 'none', message: 'Choose at least one thing it may do.' },
      );
      validate(path.expiresOn, ({ value }) => this.#withinAYear(value()));
    },
    save: ({ name, scopes, expiresOn }) =>
      this.#client.createToken({ name: name.trim(), scopes: [...scopes], expiresOn }),
    saved: (created) => this.created.emit(created),
  });

  #withinAYear(day: IsoDate): { kind: string; message: string } | null {
    const today = this.#session.today();
    if (!day) return { kind: 'day', message: 'Choose the last day on which the token works.' };
    if (day <= today) return { kind: 'past', message: 'Choose a day after today.' };
    const last = addDays(today, MOST_DAYS);
    return day > last ? { kind: 'far', message: `Choose a day up to ${formatDay(last)}.` } : null;
  }
}
