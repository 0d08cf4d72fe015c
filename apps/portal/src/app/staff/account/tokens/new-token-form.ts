import { Component, inject, output, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { IsoDate, IssuedApiToken, NewApiToken } from '@countersign/api-types';
import { addDays } from '@countersign/domain';
import { formatDay } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { FieldError } from '../../../ui/form/field-error';
import { FormFrame } from '../../../ui/form/form-frame';
import { AccountClient } from '../account-client';
import { ScopeChoice } from './scope-choice';

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
  imports: [
    FieldError,
    FormField,
    FormFrame,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    ScopeChoice,
  ],
  template: `
    <cs-form [form]="form" saveLabel="Create the token" savingLabel="Creating …">
      <div class="cs-fields">
        <mat-form-field>
          <mat-label>Name</mat-label>
          <input matInput autocomplete="off" [formField]="form.fields.name" />
          <mat-hint>What uses it, such as “Nightly export”.</mat-hint>
          <mat-error><cs-field-error [of]="form.fields.name" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Last day it works</mat-label>
          <input matInput type="date" [formField]="form.fields.expiresOn" />
          <mat-hint>{{ lastDay() }}</mat-hint>
          <mat-error><cs-field-error [of]="form.fields.expiresOn" /></mat-error>
        </mat-form-field>
      </div>
      <cs-scope-choice [offered]="offered" [formField]="form.fields.scopes" />
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
  protected readonly offered = SCOPES.filter((scope) => this.#session.may(scope));
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

  protected lastDay(): string {
    const day = this.#draft().expiresOn;
    return day ? formatDay(day) : 'At most a year from now';
  }

  #withinAYear(day: IsoDate): { kind: string; message: string } | null {
    const today = this.#session.today();
    if (!day) return { kind: 'day', message: 'Choose the last day on which the token works.' };
    if (day <= today) return { kind: 'past', message: 'Choose a day after today.' };
    const last = addDays(today, MOST_DAYS);
    return day > last ? { kind: 'far', message: `Choose a day up to ${formatDay(last)}.` } : null;
  }
}
