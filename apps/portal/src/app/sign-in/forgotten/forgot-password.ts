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
import { within } from '../../ui/form/within';

/** Asks for a link by mail. The answer is the same whether or not somebody has that address. */
@Component({
  selector: 'cs-forgot-password',
  imports: [FormFrame, FrontPage, Heading, MatAnchor, RouterLink, TextField],
  template: `
    <cs-front-page>
      @if (asked(); as asked) {
        @if (asked.mailWaits) {
          <h1 i18n="@@forgot-password.no-mail-leaves-at" csHeading>No mail leaves at the moment</h1>
          <p i18n="@@forgot-password.if-signs-in-waits">
            If <strong>{{ asked.address }}</strong> is the address of a member who signs in with a password, a
            link to choose a new one waits and is mailed once mail leaves again. If you cannot wait, ask your
            administrator.
          </p>
        } @else {
          <h1 i18n="@@forgot-password.look-at-your-mail" csHeading>Look at your mail</h1>
          <p i18n="@@forgot-password.if-signs-in">
            If <strong>{{ asked.address }}</strong> is the address of a member who signs in with a password, a
            link to choose a new one is mailed to it. It works once, for a short time.
          </p>
          <p i18n="@@forgot-password.nothing-came-after-some" class="cs-muted">
            Nothing came after some minutes? Look in the spam folder, check the address, or ask your
            administrator.
          </p>
        }
        <p>
          <a i18n="@@forgot-password.back-to-signing-in" matButton="outlined" [routerLink]="signIn()"
            >Back to signing in</a
          >
        </p>
      } @else {
        <h1 i18n="@@forgot-password.forgot-your-password" csHeading>Forgot your password?</h1>
        <p i18n="@@forgot-password.enter-the-address-with">
          Enter the address with which you sign in. A link to choose a new password is mailed to it.
        </p>
        <cs-form
          [form]="form"
          saveLabel="Mail me the link"
          i18n-saveLabel="@@forgot-password.mail-me-the-link"
          savingLabel="Asking …"
          i18n-savingLabel="@@forgot-password.asking"
        >
          @if (several()) {
            <cs-text-field
              label="Organisation’s short name"
              i18n-label="@@forgot-password.organisations-short-name"
              hint="It stands in the address of your sign-in page, after “/o/”."
              i18n-hint="@@forgot-password.it-stands-in-the"
              autocomplete="organization"
              verbatim
              [formField]="form.fields.organisation"
            />
          }
          <cs-text-field
            label="Email address"
            i18n-label="@@forgot-password.email-address"
            type="email"
            autocomplete="username"
            [formField]="form.fields.email"
          />
          <a i18n="@@forgot-password.back-to-signing-in" matButton csFormActions [routerLink]="signIn()"
            >Back to signing in</a
          >
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
        message: $localize`:@@forgot-password.enter-the-short-name:Enter the short name of your organisation.`,
        when: () => this.several(),
      });
      within(path.organisation, 63);
      required(path.email, {
        message: $localize`:@@forgot-password.enter-your-email-address:Enter your email address.`,
      });
      email(path.email, {
        message: $localize`:@@forgot-password.enter-an-email-address:Enter an email address such as name@organisation.example.`,
      });
      within(path.email, 254);
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
