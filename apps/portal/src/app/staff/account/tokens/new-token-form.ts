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
  'assessment.forgo',
  'assessment.review',
  'scope.adopt',
  'finding.judge',
  'engagement.approve',
  'contract.write',
  'note.write',
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
    <cs-form
      [form]="form"
      saveLabel="Create the token"
      i18n-saveLabel="@@new-token-form.create-the-token"
      savingLabel="Creating …"
      i18n-savingLabel="@@new-token-form.creating"
    >
      <div class="cs-fields">
        <cs-text-field
          label="Name"
          i18n-label="@@new-token-form.name"
          hint="What uses it, such as “Nightly export”."
          i18n-hint="@@new-token-form.what-uses-it-such"
          [formField]="form.fields.name"
        />
        <cs-day-field
          label="Last day it works"
          i18n-label="@@new-token-form.last-day-it-works"
          hint="At most a year from now"
          i18n-hint="@@new-token-form.at-most-a-year"
          [formField]="form.fields.expiresOn"
        />
      </div>
      <cs-checkbox-set
        label="What it may do"
        i18n-label="@@new-token-form.what-it-may-do"
        [options]="offered"
        [formField]="form.fields.scopes"
      />
      <button i18n="@@new-token-form.cancel" matButton type="button" csFormActions (click)="cancelled.emit()">
        Cancel
      </button>
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
      required(path.name, {
        message: $localize`:@@new-token-form.enter-a-name-for:Enter a name for the token.`,
      });
      maxLength(path.name, 100, {
        message: $localize`:@@new-token-form.keep-the-name-within:Keep the name within 100 characters.`,
      });
      validate(path.scopes, ({ value }) =>
        value().length > 0
          ? null
          : {
              kind: 'none',
              message: $localize`:@@new-token-form.choose-at-least-one:Choose at least one thing it may do.`,
            },
      );
      validate(path.expiresOn, ({ value }) => this.#withinAYear(value()));
    },
    save: ({ name, scopes, expiresOn }) =>
      this.#client.createToken({ name: name.trim(), scopes: [...scopes], expiresOn }),
    saved: (created) => this.created.emit(created),
  });

  #withinAYear(day: IsoDate): { kind: string; message: string } | null {
    const today = this.#session.today();
    if (!day)
      return {
        kind: 'day',
        message: $localize`:@@new-token-form.choose-the-last-day:Choose the last day on which the token works.`,
      };
    if (day <= today)
      return {
        kind: 'past',
        message: $localize`:@@new-token-form.choose-a-day-after:Choose a day after today.`,
      };
    const last = addDays(today, MOST_DAYS);
    return day > last
      ? {
          kind: 'far',
          message: $localize`:@@new-token-form.choose-a-day-up:Choose a day up to ${formatDay(last)}:formatDay:.`,
        }
      : null;
  }
}
