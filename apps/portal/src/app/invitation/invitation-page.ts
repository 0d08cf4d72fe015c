import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import type { OpenedInvitation } from '@countersign/api-types';
import { mdiLoginVariant } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { Arrival } from '../session/arrival';
import { linkToken } from '../session/link-token';
import { aStep } from '../session/step';
import { FrontPage } from '../sign-in/front-page';
import { LinkEnded, type LinkTrouble } from '../sign-in/link-ended';
import { newPassword } from '../sign-in/new-password';
import { PasswordField } from '../sign-in/password-field';
import { SignInClient } from '../sign-in/sign-in-client';
import { apiForm } from '../ui/form/api-form';
import { FormFrame } from '../ui/form/form-frame';
import { TextField } from '../ui/form/text-field';
import { Heading } from '../ui/heading';
import { Icon } from '../ui/icon';
import { ProblemNote } from '../ui/problem-note';

/** Where the mail to a new member leads. A press opens the link, never the visit: mail scanners follow links. */
@Component({
  selector: 'cs-invitation-page',
  imports: [
    FormFrame,
    FrontPage,
    Heading,
    Icon,
    LinkEnded,
    MatAnchor,
    MatButton,
    PasswordField,
    ProblemNote,
    TextField,
  ],
  templateUrl: './invitation-page.html',
  styleUrl: '../sign-in/first-step/first-step.scss',
})
export class InvitationPage {
  readonly #client = inject(SignInClient);
  readonly #arrival = inject(Arrival);
  readonly #token = linkToken();
  protected readonly elsewhereIcon = mdiLoginVariant;

  /** Belongs to its token: another link in this tab starts afresh. */
  protected readonly invitation = linkedSignal<string | null, OpenedInvitation | null>({
    source: this.#token,
    computation: () => null,
  });
  protected readonly opening = aStep();
  readonly #draft = signal({ name: '', password: '' });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.name, { message: $localize`:@@invitation-page.enter-your-name:Enter your name.` });
      maxLength(path.name, 200, {
        message: $localize`:@@invitation-page.keep-your-name-within:Keep your name within 200 characters.`,
      });
      newPassword(path.password);
    },
    save: ({ name, password }) => this.#client.acceptInvitation(this.#token() ?? '', name.trim(), password),
    saved: ({ session }) => {
      if (session !== null) void this.#arrival.arrive(session, null);
    },
  });

  protected readonly trouble = computed<LinkTrouble | null>(() => {
    if (this.#token() === null) return 'incomplete';
    const ended = [this.opening.problem(), this.form.problem()].some((problem) => problem?.status === 410);
    return ended ? 'ended' : null;
  });
  protected readonly elsewhere = computed(() => {
    const invitation = this.invitation();
    if (!invitation?.oidc) return null;
    const params = new URLSearchParams({ returnTo: '/dashboard', organisation: invitation.organisationSlug });
    return { label: invitation.oidc.label, href: `/api/sign-in/oidc?${params.toString()}` };
  });

  protected open(): Promise<void> {
    return this.opening.take(async () => {
      const invitation = await firstValueFrom(this.#client.openInvitation(this.#token() ?? ''));
      this.#draft.set({ name: invitation.name, password: '' });
      this.invitation.set(invitation);
    });
  }
}
