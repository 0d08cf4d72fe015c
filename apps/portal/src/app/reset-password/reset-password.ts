import { Component, computed, inject, signal } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { linkToken } from '../session/link-token';
import { FrontPage } from '../sign-in/front-page';
import { LinkEnded, type LinkTrouble } from '../sign-in/link-ended';
import { newPassword } from '../sign-in/new-password';
import { PasswordField } from '../sign-in/password-field';
import { SignInClient } from '../sign-in/sign-in-client';
import { apiForm } from '../ui/form/api-form';
import { FormFrame } from '../ui/form/form-frame';
import { Heading } from '../ui/heading';

/** Where the link of a password reset leads. The visit alone asks nothing of the API: mail scanners follow links. */
@Component({
  selector: 'cs-reset-password',
  imports: [FormFrame, FrontPage, Heading, LinkEnded, MatAnchor, PasswordField, RouterLink],
  template: `
    <cs-front-page>
      @if (done()) {
        <h1 i18n="@@reset-password.your-new-password-holds" csHeading>Your new password holds</h1>
        <p i18n="@@reset-password.sessions-and-tokens-ended">
          All your sessions were ended and your API tokens revoked. Sign in with the new password.
        </p>
        <p><a i18n="@@reset-password.sign-in" matButton="filled" routerLink="/sign-in">Sign in</a></p>
      } @else if (trouble(); as trouble) {
        <cs-link-ended kind="reset" [trouble]="trouble" />
      } @else {
        <h1 i18n="@@reset-password.choose-a-new-password" csHeading>Choose a new password</h1>
        <cs-form
          [form]="form"
          saveLabel="Set the new password"
          i18n-saveLabel="@@reset-password.set-the-new-password"
          savingLabel="Setting …"
          i18n-savingLabel="@@reset-password.setting"
        >
          <cs-password-field
            label="New password"
            i18n-label="@@reset-password.new-password"
            [formField]="form.fields.password"
          />
        </cs-form>
      }
    </cs-front-page>
  `,
})
export class ResetPassword {
  readonly #client = inject(SignInClient);
  readonly #token = linkToken();
  protected readonly done = signal(false);

  protected readonly form = apiForm({
    model: signal<{ password: string }>({ password: '' }),
    rules: (path) => newPassword(path.password),
    save: ({ password }) => this.#client.completeReset(this.#token() ?? '', password),
    saved: () => this.done.set(true),
  });

  protected readonly trouble = computed<LinkTrouble | null>(() => {
    if (this.#token() === null) return 'incomplete';
    return this.form.problem()?.status === 410 ? 'ended' : null;
  });
}
