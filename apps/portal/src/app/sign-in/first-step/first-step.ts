import { Component, computed, inject, input, output, signal } from '@angular/core';
import { email, required } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { SignInOptions, SignInStep } from '@countersign/api-types';
import { mdiFingerprint, mdiLoginVariant } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { insideOnly } from '../../session/inside-only';
import { Passkeys } from '../../session/passkeys';
import { aStep } from '../../session/step';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { TextField } from '../../ui/form/text-field';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { problemInWords } from '../problem-in-words';
import { type Credentials, type OrganisationSlug, SignInClient } from '../sign-in-client';
import { within } from '../../ui/form/within';

/** Address and password, or a way that needs neither. */
@Component({
  selector: 'cs-first-step',
  imports: [FormFrame, Icon, MatAnchor, MatButton, ProblemNote, RouterLink, TextField],
  templateUrl: './first-step.html',
  styleUrl: './first-step.scss',
  host: { class: 'cs-stack' },
})
export class FirstStep {
  readonly organisation = input.required<OrganisationSlug>();
  /** `null` while they are not known. */
  readonly options = input.required<SignInOptions | null>();
  readonly returnTo = input.required<string | null>();
  readonly problem = input.required<string | null>();
  readonly took = output<SignInStep>();

  readonly #client = inject(SignInClient);
  readonly #passkeys = inject(Passkeys);
  protected readonly icons = { passkey: mdiFingerprint, elsewhere: mdiLoginVariant };

  protected readonly form = apiForm({
    model: signal<Credentials>({ email: '', password: '' }),
    rules: (path) => {
      required(path.email, {
        message: $localize`:@@first-step.enter-your-email-address:Enter your email address.`,
      });
      email(path.email, {
        message: $localize`:@@first-step.enter-an-email-address:Enter an email address such as name@organisation.example.`,
      });
      within(path.email, 254);
      required(path.password, { message: $localize`:@@first-step.enter-your-password:Enter your password.` });
      within(path.password, 1_024);
    },
    save: (credentials) => this.#client.withPassword(credentials, this.organisation()),
    saved: (step) => this.took.emit(step),
  });

  protected readonly cameBack = computed(() => problemInWords(this.problem()));
  protected readonly passkeysWork = this.#passkeys.supported;
  protected readonly passkey = aStep();

  /** A plain link: the browser leaves the portal for the provider. */
  protected readonly elsewhere = computed(() => {
    const oidc = this.options()?.oidc ?? null;
    if (oidc === null) return null;
    const params = new URLSearchParams({ returnTo: insideOnly(this.returnTo()) });
    const slug = this.organisation() ?? this.options()?.organisation?.slug;
    if (slug) params.set('organisation', slug);
    return { label: oidc.label, href: `/api/sign-in/oidc?${params.toString()}` };
  });

  protected usePasskey(): Promise<void> {
    return this.passkey.take(async () => {
      const { options } = await firstValueFrom(this.#client.passkeyOptions(this.organisation()));
      const response = await this.#passkeys.use(options);
      this.took.emit(await firstValueFrom(this.#client.withPasskey(response, this.organisation())));
    });
  }
}
