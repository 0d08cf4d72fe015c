import { Component, computed, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import type { SecondFactorChallenge, SignInStep } from '@countersign/api-types';
import { from } from 'rxjs';
import { Arrival } from '../session/arrival';
import { orNull } from '../session/or-null';
import { SessionStore } from '../session/session-store';
import { Heading } from '../ui/heading';
import { ChooseOrganisation } from './choose-organisation';
import { FirstStep } from './first-step/first-step';
import { FrontPage } from './front-page';
import { NotSetUp } from './not-set-up';
import { rememberOrganisation } from './remembered-organisation';
import { SecondStep } from './second-step/second-step';
import { SignInClient } from './sign-in-client';

/** `/sign-in` and `/o/<slug>`: who comes back, by which organisation, and the steps that prove it. */
@Component({
  selector: 'cs-sign-in',
  imports: [ChooseOrganisation, FirstStep, FrontPage, Heading, NotSetUp, SecondStep],
  templateUrl: './sign-in.html',
  styleUrl: './notes.scss',
})
export class SignIn {
  /** Of `/o/<slug>`. */
  readonly slug = input(null, { transform: orNull });
  readonly returnTo = input(null, { transform: orNull });
  readonly ended = input(null, { transform: orNull });
  /** Why signing in elsewhere (OIDC) came back without success. */
  readonly problem = input(null, { transform: orNull });

  readonly #arrival = inject(Arrival);
  readonly #router = inject(Router);
  protected readonly session = inject(SessionStore);

  /** Signing in itself will say when the API is away. */
  protected readonly known = toSignal(from(this.session.current().catch(() => null)));
  protected readonly methods = signal<readonly SecondFactorChallenge['methods'][number][] | null>(null);
  protected readonly endedWords = $localize`:@@sign-in.your-session-has-ended:Your session has ended. Sign in again to go on where you were.`;
  protected readonly stepEnded = signal(false);

  protected readonly setUpNeeded = computed(() => this.known()?.setUpNeeded ?? false);
  protected readonly organisationUnclear = computed(
    () => (this.known()?.severalOrganisations ?? false) && this.slug() === null,
  );
  protected readonly options = inject(SignInClient).options(
    this.slug,
    computed(() => this.known() !== undefined && !this.setUpNeeded() && !this.organisationUnclear()),
  );
  protected readonly unknownOrganisation = computed(
    () => this.slug() !== null && this.options.statusCode() === 404,
  );

  protected took(step: SignInStep): void {
    if (step.session === null) {
      this.stepEnded.set(false);
      this.methods.set(step.secondFactor?.methods ?? []);
      return;
    }
    rememberOrganisation(this.slug());
    void this.#arrival.arrive(step.session, this.returnTo());
  }

  protected beginAgain(because: 'step-ended' | 'wanted'): void {
    this.methods.set(null);
    this.stepEnded.set(because === 'step-ended');
  }

  protected goTo(slug: string): void {
    void this.#router.navigate(['/o', slug], {
      queryParams: { returnTo: this.returnTo(), ended: this.ended() },
      replaceUrl: true,
    });
  }
}
