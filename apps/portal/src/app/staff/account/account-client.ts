import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { Uuid } from '@countersign/api-types';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import type { Observable } from 'rxjs';
import type {
  Account,
  ApiToken,
  NewApiToken,
  OwnSession,
  Passkey,
  RecoveryCodes,
  TotpEnrolment,
} from '../../session/wire';

@Injectable({ providedIn: 'root' })
export class AccountClient {
  readonly #http = inject(HttpClient);

  account() {
    return httpResource<Account>(() => '/api/account');
  }

  changePassword(current: string, password: string): Observable<void> {
    return this.#http.put<void>('/api/account/password', { current, password });
  }

  beginTotp(): Observable<TotpEnrolment> {
    return this.#http.post<TotpEnrolment>('/api/account/totp/begin', {});
  }

  enrolTotp(code: string): Observable<RecoveryCodes> {
    return this.#http.post<RecoveryCodes>('/api/account/totp', { code });
  }

  removeTotp(): Observable<void> {
    return this.#http.delete<void>('/api/account/totp');
  }

  renewRecoveryCodes(): Observable<RecoveryCodes> {
    return this.#http.post<RecoveryCodes>('/api/account/recovery-codes', {});
  }

  passkeyOptions(): Observable<{ options: PublicKeyCredentialCreationOptionsJSON }> {
    return this.#http.post<{ options: PublicKeyCredentialCreationOptionsJSON }>(
      '/api/account/passkeys/options',
      {},
    );
  }

  addPasskey(
    name: string,
    response: RegistrationResponseJSON,
  ): Observable<{ passkey: Passkey; recoveryCodes: string[] | null }> {
    return this.#http.post<{ passkey: Passkey; recoveryCodes: string[] | null }>('/api/account/passkeys', {
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

  sessions() {
    return httpResource<{ items: OwnSession[] }>(() => '/api/account/sessions');
  }

  endSession(id: Uuid): Observable<void> {
    return this.#http.delete<void>(`/api/account/sessions/${id}`);
  }

  endOtherSessions(): Observable<void> {
    return this.#http.delete<void>('/api/account/sessions');
  }

  tokens() {
    return httpResource<{ items: ApiToken[] }>(() => '/api/account/tokens');
  }

  createToken(token: NewApiToken): Observable<{ token: string; item: ApiToken }> {
    return this.#http.post<{ token: string; item: ApiToken }>('/api/account/tokens', token);
  }

  revokeToken(id: Uuid): Observable<void> {
    return this.#http.delete<void>(`/api/account/tokens/${id}`);
  }
}
