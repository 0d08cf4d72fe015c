import { Component, computed, inject, input, signal } from '@angular/core';
import { email, FormField, required } from '@angular/forms/signals';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { from } from 'rxjs';
import { type Credentials, SessionStore } from '../session/session-store';
import { insideOnly } from '../session/inside-only';
import { apiForm } from '../ui/form/api-form';
import { FieldError } from '../ui/form/field-error';
import { FormFrame } from '../ui/form/form-frame';
import { Heading } from '../ui/heading';

@Component({
  selector: 'cs-sign-in',
  imports: [FieldError, FormField, FormFrame, Heading, MatError, MatFormField, MatInput, MatLabel],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignIn {
  readonly #router = inject(Router);
  protected readonly session = inject(SessionStore);

  readonly returnTo = input<string | null>(null);
  readonly ended = input<string | null>(null);
  protected readonly wasSignedOut = computed(() => this.ended() === 'true');

  protected readonly form = apiForm({
    model: signal<Credentials>({ email: '', password: '' }),
    rules: (path) => {
      required(path.email, { message: 'Enter your email address.' });
      email(path.email, { message: 'Enter an email address such as name@organisation.example.' });
      required(path.password, { message: 'Enter your password.' });
    },
    save: (credentials) => from(this.session.signIn(credentials)),
    saved: () => void this.#router.navigateByUrl(insideOnly(this.returnTo()), { replaceUrl: true }),
  });

  constructor() {
    // Only the demonstration hint needs it; signing in itself will say when the API is away.
    this.session.current().catch(() => undefined);
  }
}
