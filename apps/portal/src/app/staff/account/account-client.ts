import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  Account,
  ApiTokenList,
  IssuedApiToken,
  LinkStart,
  NewApiToken,
  NewPasskey,
  OpenSessionList,
  Passkey,
  RecoveryCodeList,
  SignInOptions,
  TotpOfferAnswer,
  Uuid,
} from '@countersign/api-types';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import type { Observable } from 'rxjs';

@Injectable({ providedIn: 'root' })
export class AccountClient {
  readonly #http = inject(HttpClient);

  account() {
    return httpResource<Account>(() => '/api/account');
  }

  changePassword(current: string, password: string): Observable<void> {
    return this.#http.put<void>('/api/account/password', { current, password });
  }

  changeLanguage(language: string): Observable<void> {
    return this.#http.put<void>('/api/account/language', { language });
  }

  beginTotp(): Observable<TotpOfferAnswer> {
    return this.#http.post<TotpOfferAnswer>('/api/account/totp/begin', {});
  }

  enrolTotp(code: string): Observable<RecoveryCodeList> {
    return this.#http.post<RecoveryCodeList>('/api/account/totp', { code });
  }

  removeTotp(): Observable<void> {
    return this.#http.delete<void>('/api/account/totp');
  }

  renewRecoveryCodes(): Observable<RecoveryCodeList> {
    return this.#http.post<RecoveryCodeList>('/api/account/recovery-codes', {});
  }

  /** The wire only says that this is a document: its shape is WebAuthn's. */
  passkeyOptions(): Observable<{ options: PublicKeyCredentialCreationOptionsJSON }> {
    return this.#http.post<{ options: PublicKeyCredentialCreationOptionsJSON }>(
      '/api/account/passkeys/options',
      {},
    );
  }

  addPasskey(name: string, response: RegistrationResponseJSON): Observable<NewPasskey> {
    return this.#http.post<NewPasskey>('/api/account/passkeys', {
      name,
      response,
    });
  }

  renamePasskey(id: Uuid, name: string): Observable<Passkey> {
    return this.#http.put<Passkey>(`/api/account/passkeys/${id}`, { name });
  }

  removePasskey(id: Uuid): Observable<void> {
    return this.#http.delete<void>(`/api/account/passkeys/${id}`);
  }

  /** Whether the organisation has a sign-in of its own, to which the account can be linked. */
  waysIn(organisation: Signal<string | null>) {
    return httpResource<SignInOptions>(() => {
      const slug = organisation();
      return slug === null ? undefined : { url: '/api/sign-in/options', params: { organisation: slug } };
    });
  }

  /** Gives the address at which the provider asks; the browser goes there and comes back to `/account`. */
  beginLinking(): Observable<LinkStart> {
    return this.#http.post<LinkStart>('/api/account/identities', { returnTo: '/account' });
  }

  unlinkIdentity(): Observable<void> {
    return this.#http.delete<void>('/api/account/identities');
  }

  sessions() {
    return httpResource<OpenSessionList>(() => '/api/account/sessions');
  }

  endSession(id: Uuid): Observable<void> {
    return this.#http.delete<void>(`/api/account/sessions/${id}`);
  }

  endOtherSessions(): Observable<void> {
    return this.#http.delete<void>('/api/account/sessions');
  }

  tokens() {
    return httpResource<ApiTokenList>(() => '/api/account/tokens');
  }

  createToken(token: NewApiToken): Observable<IssuedApiToken> {
    return this.#http.post<IssuedApiToken>('/api/account/tokens', token);
  }

  revokeToken(id: Uuid): Observable<void> {
    return this.#http.delete<void>(`/api/account/tokens/${id}`);
  }
}
