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

const EMPTY = { current: '', password: '' };

@Component({
  selector: 'cs-password-section',
  imports: [FormFrame, InstantPipe, MatButton, PasswordField, TakesFocus, TextField],
  template: `
    <h2>Password</h2>
    @if (!account().hasPassword) {
      <p>You have no password here: you sign in elsewhere. One can be set by “Forgot your password?”.</p>
    } @else if (changing()) {
      <p>
        When the password changes, your other sessions end and your API tokens are revoked; this session goes
        on.
      </p>
      <cs-form csTakesFocus [form]="form" saveLabel="Change the password" savingLabel="Changing …">
        <input type="hidden" autocomplete="username" [value]="account().email" />
        <cs-text-field
          label="Current password"
          type="password"
          autocomplete="current-password"
          [formField]="form.fields.current"
        />
        <cs-password-field label="New password" [formField]="form.fields.password" />
        <button matButton type="button" csFormActions (click)="stop()">Cancel</button>
      </cs-form>
    } @else {
      <div class="cs-row">
        <p class="grow">
          @if (account().passwordChangedAt; as at) {
            Last changed on {{ at | instant }}.
          } @else {
            Not changed since it was set.
          }
        </p>
        <button matButton="outlined" type="button" (click)="changing.set(true)">Change the password</button>
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
      required(path.current, { message: 'Enter your current password.' });
      newPassword(path.password);
    },
    save: ({ current, password }) => this.#client.changePassword(current, password),
    saved: () => {
      this.#notices.done(
        'Your password was changed. Your other sessions have ended and your API tokens are revoked.',
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
