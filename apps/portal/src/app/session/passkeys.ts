import { Injectable } from '@angular/core';
import {
  type AuthenticationResponseJSON,
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';
import { Refused } from '../ui/problem';

/** What the browser can do with passkeys. */
@Injectable({ providedIn: 'root' })
export class Passkeys {
  readonly supported = browserSupportsWebAuthn();

  /** @throws Refused */
  use(optionsJSON: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON> {
    return startAuthentication({ optionsJSON }).catch(refuse);
  }

  /** @throws Refused */
  create(optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON> {
    return startRegistration({ optionsJSON }).catch(refuse);
  }
}

function refuse(error: unknown): never {
  const code = error instanceof WebAuthnError ? error.code : null;
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') {
    throw refusal(
      $localize`:@@passkeys.this-device-already-holds:This device already holds a passkey of yours`,
      $localize`:@@passkeys.it-is-in-the:It is in the list below and can be used.`,
    );
  }
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID') {
    throw refusal(
      $localize`:@@passkeys.passkeys-do-not-work:Passkeys do not work under this address`,
      $localize`:@@passkeys.they-belong-to-the:They belong to the address under which your organisation runs Countersign. Open that one.`,
    );
  }
  throw refusal(
    $localize`:@@passkeys.no-passkey-was-used:No passkey was used`,
    $localize`:@@passkeys.the-browsers-dialog-was:The browser’s dialog was closed, took too long, or found no passkey for Countersign. You can try again.`,
  );
}

/** The words are ours: the browser gives none for people. */
function refusal(title: string, detail: string): Refused {
  return new Refused({ type: 'about:blank', title, status: 0, code: 'passkey', detail });
}
