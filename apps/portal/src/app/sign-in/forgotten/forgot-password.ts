import { Component, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { email, required } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { from } from 'rxjs';
import { orNull } from '../../session/or-null';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { TextField } from '../../ui/form/text-field';
import { Heading } from '../../ui/heading';
import { FrontPage } from '../front-page';
import { rememberedOrganisation } from '../remembered-organisation';
import { SignInClient } from '../sign-in-client';

/** Asks for a link by mail. The answer is the same whether or not somebody has that address. */
@Component({
  selector: 'cs-forgot-password',
  imports: [FormFrame, FrontPage, Heading, MatAnchor, RouterLink, TextField],
  template: `
    <cs-front-page>
      @if (asked(); as asked) {
        @if (asked.mailWaits) {
          <h1 csHeading>No mail leaves at the moment</h1>
          <p>
            If <strong>{{ asked.address }}</strong> is the address of a member, a link to choose a new
            password waits and is mailed once mail leaves again. If you cannot wait, ask your administrator.
          </p>
        } @else {
          <h1 csHeading>Look at your mail</h1>
          <p>
            If <strong>{{ asked.address }}</strong> is the address of a member, a link to choose a new
            password is mailed to it. It works once, for a short time.
          </p>
          <p class="cs-muted">
            Nothing came after some minutes? Look in the spam folder, check the address, or ask your
            administrator.
          </p>
        }
        <p><a matButton="outlined" [routerLink]="signIn()">Back to signing in</a></p>
      } @else {
        <h1 csHeading>Forgot your password?</h1>
        <p>Enter the address with which you sign in. A link to choose a new password is mailed to it.</p>
        <cs-form [form]="form" saveLabel="Mail me the link" savingLabel="Asking …">
          @if (several()) {
            <cs-text-field
              label="Organisation’s short name"
              hint="It stands in the address of your sign-in page, after “/o/”."
              autocomplete="organization"
              verbatim
              [formField]="form.fields.organisation"
            />
          }
          <cs-text-field
            label="Email address"
            type="email"
            autocomplete="username"
            [formField]="form.fields.email"
          />
          <a matButton csFormActions [routerLink]="signIn()">Back to signing in</a>
        </cs-form>
      }
    </cs-front-page>
  `,
})
export class ForgotPassword {
  readonly organisation = input(null, { transform: orNull });

  readonly #client = inject(SignInClient);
  readonly #session = toSignal(
    from(
      inject(SessionStore)
        .current()
        .catch(() => null),
    ),
  );
  readonly #draft = signal({ organisation: '', email: '' });
  protected readonly asked = signal<{ readonly address: string; readonly mailWaits: boolean } | null>(null);

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.organisation, {
        message: 'Enter the short name of your organisation.',
        when: () => this.several(),
      });
      required(path.email, { message: 'Enter your email address.' });
      email(path.email, { message: 'Enter an email address such as name@organisation.example.' });
    },
    save: (draft) => this.#client.askForReset(draft.email.trim(), this.#slug(draft.organisation)),
    saved: ({ mailWaits }) => this.asked.set({ address: this.#draft().email.trim(), mailWaits }),
  });

  protected several(): boolean {
    return (this.#session()?.severalOrganisations ?? false) && !this.organisation();
  }

  protected signIn(): string[] {
    const slug = this.organisation() || (this.several() ? rememberedOrganisation() : '');
    return slug ? ['/o', slug] : ['/sign-in'];
  }

  #slug(entered: string): string | null {
    return this.organisation() || entered.trim().toLowerCase() || null;
  }
}
