import { Component, inject, input, output, signal } from '@angular/core';
import { required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Account } from '@countersign/api-types';
import { newPassword } from '../../../sign-in/new-password';
import { PasswordField } from '../../../sign-in/password-field';
import { InstantPipe } from '../../../ui/dates';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import { TakesFocus } from '../../../ui/takes-focus';
import { AccountClient } from '../account-client';
import { within } from '../../../ui/form/within';

const EMPTY = { current: '', password: '' };

@Component({
  selector: 'cs-password-section',
  imports: [FormFrame, InstantPipe, MatButton, PasswordField, TakesFocus, TextField],
  template: `
    <h2 i18n="@@password-section.password">Password</h2>
    @if (!account().hasPassword) {
      <p i18n="@@password-section.no-password-here">
        You have no password here: you sign in elsewhere. Should you need one, an administrator mails you a
        link to set it.
      </p>
    } @else if (changing()) {
      <p i18n="@@password-section.when-the-password-changes">
        When the password changes, your other sessions end and your API tokens are revoked; this session goes
        on.
      </p>
      <cs-form
        csTakesFocus
        [form]="form"
        saveLabel="Change the password"
        i18n-saveLabel="@@password-section.change-the-password"
        savingLabel="Changing …"
        i18n-savingLabel="@@password-section.changing"
      >
        <input type="hidden" autocomplete="username" [value]="account().email" />
        <cs-text-field
          label="Current password"
          i18n-label="@@password-section.current-password"
          type="password"
          autocomplete="current-password"
          [formField]="form.fields.current"
        />
        <cs-password-field
          label="New password"
          i18n-label="@@password-section.new-password"
          [formField]="form.fields.password"
        />
        <button i18n="@@password-section.cancel" matButton type="button" csFormActions (click)="stop()">
          Cancel
        </button>
      </cs-form>
    } @else {
      <div class="cs-row">
        <p class="grow">
          @if (account().passwordChangedAt; as at) {
            <ng-container i18n="@@password-section.last-changed-on"
              >Last changed on {{ at | instant }}.</ng-container
            >
          } @else {
            <ng-container i18n="@@password-section.not-changed-since-it"
              >Not changed since it was set.</ng-container
            >
          }
        </p>
        <button
          i18n="@@password-section.change-the-password"
          matButton="outlined"
          type="button"
          (click)="changing.set(true)"
        >
          Change the password
        </button>
      </div>
    }
  `,
  styleUrl: './section.scss',
  host: { class: 'cs-stack' },
})
export class PasswordSection {
  readonly account = input.required<Account>();
  readonly changed = output();

  readonly #client = inject(AccountClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal(EMPTY);
  protected readonly changing = signal(false);

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.current, {
        message: $localize`:@@password-section.enter-your-current-password:Enter your current password.`,
      });
      within(path.current, 1_024);
      newPassword(path.password);
    },
    save: ({ current, password }) => this.#client.changePassword(current, password),
    saved: () => {
      this.#notices.done(
        $localize`:@@password-section.your-password-was-changed:Your password was changed. Your other sessions have ended and your API tokens are revoked.`,
      );
      this.stop();
      this.changed.emit();
    },
  });

  protected stop(): void {
    this.#draft.set(EMPTY);
    this.form.fields().reset();
    this.changing.set(false);
  }
}
