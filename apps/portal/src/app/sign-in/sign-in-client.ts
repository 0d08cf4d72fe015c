import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  OpenedInvitation,
  PasswordResetAsked,
  SetUpForm,
  SignInOptions,
  SignInStep,
} from '@countersign/api-types';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { Observable } from 'rxjs';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** `null` while there is only one organisation, which then needs no name. */
export type OrganisationSlug = string | null;

@Injectable({ providedIn: 'root' })
export class SignInClient {
  readonly #http = inject(HttpClient);

  options(organisation: Signal<OrganisationSlug>, wanted: Signal<boolean>) {
    return httpResource<SignInOptions>(() =>
      wanted() ? { url: '/api/sign-in/options', params: named(organisation()) } : undefined,
    );
  }

  withPassword(credentials: Credentials, organisation: OrganisationSlug): Observable<SignInStep> {
    return this.#http.post<SignInStep>('/api/sign-in', { ...credentials, ...named(organisation) });
  }

  withCode(code: string): Observable<SignInStep> {
    return this.#http.post<SignInStep>('/api/sign-in/second-factor', { code });
  }

  secondFactorPasskeyOptions(): Observable<{ options: PublicKeyCredentialRequestOptionsJSON }> {
    return this.#http.post<{ options: PublicKeyCredentialRequestOptionsJSON }>(
      '/api/sign-in/second-factor/passkey/options',
      {},
    );
  }

  withSecondFactorPasskey(response: AuthenticationResponseJSON): Observable<SignInStep> {
    return this.#http.post<SignInStep>('/api/sign-in/second-factor/passkey', { response });
  }

  passkeyOptions(
    organisation: OrganisationSlug,
  ): Observable<{ options: PublicKeyCredentialRequestOptionsJSON }> {
    return this.#http.post<{ options: PublicKeyCredentialRequestOptionsJSON }>(
      '/api/sign-in/passkey/options',
      named(organisation),
    );
  }

  withPasskey(response: AuthenticationResponseJSON, organisation: OrganisationSlug): Observable<SignInStep> {
    return this.#http.post<SignInStep>('/api/sign-in/passkey', { response, ...named(organisation) });
  }

  askForReset(email: string, organisation: OrganisationSlug): Observable<PasswordResetAsked> {
    return this.#http.post<PasswordResetAsked>('/api/password-reset', { email, ...named(organisation) });
  }

  completeReset(token: string, password: string): Observable<void> {
    return this.#http.post<void>('/api/password-reset/complete', { token, password });
  }

  openInvitation(token: string): Observable<OpenedInvitation> {
    return this.#http.post<OpenedInvitation>('/api/invitation/open', { token });
  }

  acceptInvitation(token: string, name: string, password: string): Observable<SignInStep> {
    return this.#http.post<SignInStep>('/api/invitation/accept', { token, name, password });
  }

  openSetUp(token: string): Observable<void> {
    return this.#http.post<void>('/api/set-up/open', { token });
  }

  setUp(setUp: SetUpForm): Observable<SignInStep> {
    return this.#http.post<SignInStep>('/api/set-up', setUp);
  }
}

function named(organisation: OrganisationSlug): { organisation?: string } {
  return organisation === null ? {} : { organisation };
}
