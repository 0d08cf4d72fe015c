import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { email, maxLength, pattern, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { firstValueFrom } from 'rxjs';
import { Arrival } from '../session/arrival';
import { linkToken } from '../session/link-token';
import { aStep } from '../session/step';
import { FrontPage } from '../sign-in/front-page';
import { LinkEnded, type LinkTrouble } from '../sign-in/link-ended';
import { newPassword } from '../sign-in/new-password';
import { PasswordField } from '../sign-in/password-field';
import { SignInClient } from '../sign-in/sign-in-client';
import { isTimeZone, timeZonesLike } from '../staff/settings/organisation/time-zones';
import { COUNTRIES } from '../ui/countries';
import { apiForm } from '../ui/form/api-form';
import { FormFrame } from '../ui/form/form-frame';
import { SelectField } from '../ui/form/select-field';
import { SuggestField } from '../ui/form/suggest-field';
import { TextField } from '../ui/form/text-field';
import { Heading } from '../ui/heading';
import { ProblemNote } from '../ui/problem-note';
import { emptySetUp, trimmed } from './set-up-draft';
import { suggestSlug } from './slug';
import { within } from '../ui/form/within';

/** The first page of a fresh Countersign: an organisation and its first administrator. */
@Component({
  selector: 'cs-set-up-page',
  imports: [
    FormFrame,
    FrontPage,
    Heading,
    LinkEnded,
    MatButton,
    PasswordField,
    ProblemNote,
    SelectField,
    SuggestField,
    TextField,
  ],
  templateUrl: './set-up-page.html',
})
export class SetUpPage {
  readonly #client = inject(SignInClient);
  readonly #arrival = inject(Arrival);
  readonly #token = linkToken();
  readonly #draft = signal(emptySetUp());
  readonly #suggested = computed(() => suggestSlug(this.#draft().organisation.name));

  protected readonly countries = COUNTRIES;
  protected readonly opened = signal(false);
  protected readonly opening = aStep();

  protected readonly form = apiForm({
    model: this.#draft,
    rules: ({ organisation, administrator }) => {
      required(organisation.name, {
        message: $localize`:@@set-up-page.enter-the-organisations-name:Enter the organisation’s name.`,
      });
      maxLength(organisation.name, 200, {
        message: $localize`:@@set-up-page.keep-the-organisations-name:Keep the organisation’s name within 200 characters.`,
      });
      required(organisation.slug, {
        message: $localize`:@@set-up-page.enter-a-short-name:Enter a short name for the address.`,
      });
      pattern(organisation.slug, /^[a-z0-9][a-z0-9-]{0,62}$/, {
        message: $localize`:@@set-up-page.use-small-letters-digits:Use small letters, digits and hyphens only, beginning with a letter or digit.`,
      });
      required(organisation.timeZone, {
        message: $localize`:@@set-up-page.choose-the-time-zone:Choose the time zone.`,
      });
      validate(organisation.timeZone, ({ value }) =>
        value() === '' || isTimeZone(value())
          ? null
          : {
              kind: 'zone',
              message: $localize`:@@set-up-page.choose-a-time-zone:Choose a time zone from the list, such as America/New_York.`,
            },
      );
      required(organisation.country, {
        message: $localize`:@@set-up-page.choose-the-country:Choose the country.`,
      });
      required(administrator.name, { message: $localize`:@@set-up-page.enter-your-name:Enter your name.` });
      maxLength(administrator.name, 200, {
        message: $localize`:@@set-up-page.keep-your-name-within:Keep your name within 200 characters.`,
      });
      required(administrator.email, {
        message: $localize`:@@set-up-page.enter-your-email-address:Enter your email address.`,
      });
      email(administrator.email, {
        message: $localize`:@@set-up-page.enter-an-email-address:Enter an email address such as name@organisation.example.`,
      });
      within(administrator.email, 254);
      newPassword(administrator.password);
    },
    save: (draft) => this.#client.setUp({ token: this.#token() ?? '', ...trimmed(draft) }),
    saved: ({ session }) => {
      if (session !== null) void this.#arrival.arrive(session, null);
    },
  });

  protected readonly trouble = computed<LinkTrouble | null>(() => {
    if (this.#token() === null) return 'incomplete';
    const ended = [this.opening.problem(), this.form.problem()].some((problem) => problem?.status === 410);
    return ended ? 'ended' : null;
  });
  protected readonly zones = computed(() => timeZonesLike(this.#draft().organisation.timeZone));
  protected readonly address = computed(
    () => `${location.origin}/o/${this.#draft().organisation.slug || 'short-name'}`,
  );

  constructor() {
    // until somebody writes a short name of their own, it follows the name
    effect(() => {
      const slug = this.#suggested();
      if (untracked(() => this.form.fields.organisation.slug().dirty())) return;
      this.#draft.update((draft) => ({ ...draft, organisation: { ...draft.organisation, slug } }));
    });
  }

  protected open(): Promise<void> {
    return this.opening.take(async () => {
      await firstValueFrom(this.#client.openSetUp(this.#token() ?? ''));
      this.opened.set(true);
    });
  }
}
