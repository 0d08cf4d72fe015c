import { Injectable } from '@nestjs/common';
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import { passkeyAlgorithms, RelyingParty } from './relying-party';

/** What a browser sent: nothing of its shape is taken for granted. */
export type BrowserAnswer = Readonly<Record<string, unknown>>;

export interface NewCredential {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
}

export interface StoredCredential {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
}

export interface Assertion {
  readonly counter: number;
  readonly backedUp: boolean;
}

const knownTransports = new Set(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

/** The answers of authenticators, verified by the library against our own host name and origin. */
@Injectable()
export class PasskeyAnswers {
  constructor(private readonly party: RelyingParty) {}

  /** Null where the answer is not to be trusted, whatever is wrong with it. */
  async credential(answer: BrowserAnswer, challenge: string): Promise<NewCredential | null> {
    const response = answer as unknown as RegistrationResponseJSON;
    try {
      if (!attestsNothing(response)) return null;
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.party.origin,
        expectedRPID: this.party.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: passkeyAlgorithms,
      });
      if (!verified) return null;
      const { credential, credentialBackedUp } = registrationInfo;
      return {
        credentialId: Buffer.from(credential.id, 'base64url'),
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: transportsOf(credential.transports),
        backedUp: credentialBackedUp,
      };
    } catch {
      // The library refuses by throwing, and a malformed answer makes it throw too: both are a "no".
      return null;
    }
  }

  /** Null where the signature, challenge, origin, host or verification of the person is not right. */
  async assertion(
    answer: BrowserAnswer,
    challenge: string,
    { credentialId, publicKey }: StoredCredential,
  ): Promise<Assertion | null> {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: answer as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: this.party.origin,
        expectedRPID: this.party.id,
        // Zero leaves the counter to us: the library would judge it before the signature, and anybody could cry wolf.
        credential: {
          id: credentialId.toString('base64url'),
          publicKey: new Uint8Array(publicKey),
          counter: 0,
        },
        requireUserVerification: true,
      });
      if (!verified) return null;
      return {
        counter: authenticationInfo.newCounter,
        backedUp: authenticationInfo.credentialBackedUp,
      };
    } catch {
      return null;
    }
  }
}

/** The challenge that the browser says it answers; null where the answer has none. */
export function challengeIn(answer: BrowserAnswer): string | null {
  const encoded = textAt(answer['response'], 'clientDataJSON');
  if (encoded === null) return null;
  try {
    const clientData: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return textAt(clientData, 'challenge');
  } catch {
    return null;
  }
}

/** The credential that the browser says it used; null where the answer names none. */
export function credentialIn(answer: BrowserAnswer): Buffer | null {
  const id = textAt(answer, 'id');
  return id === null ? null : Buffer.from(id, 'base64url');
}

/** The member whom the authenticator stored with the passkey; null where it does not say. */
export function userHandleIn(answer: BrowserAnswer): Buffer | null {
  const handle = textAt(answer['response'], 'userHandle');
  return handle === null ? null : Buffer.from(handle, 'base64url');
}

/**
 * We ask for no attestation and know no maker, so a certificate proves nothing to us. One that comes all the same is
 * refused before the library reads it: for roots that it knows it would visit the addresses that the chain names.
 */
function attestsNothing({ response }: RegistrationResponseJSON): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  const format = attestation.get('fmt');
  if (format === 'none') return true;
  return format === 'packed' && attestation.get('attStmt').get('x5c') === undefined;
}

function transportsOf(transports: readonly string[] | undefined): string[] {
  return (transports ?? []).filter((transport) => knownTransports.has(transport));
}

function textAt(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' && text !== '' ? text : null;
}
