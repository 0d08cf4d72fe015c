import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { attestationCertificate } from './attestation-certificate';
import { cborOf, type Cbor } from './cbor';

/** What may be wrong with an answer, so that a spec can show that it is refused. */
export interface Wishes {
  readonly origin?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  readonly challenge?: string;
  /** In place of the next one. */
  readonly counter?: number;
  readonly userHandle?: string;
  /** Signs with a key that is not the credential's. */
  readonly forged?: boolean;
  /** In place of none: by the credential's own key, or by a maker's certificate. */
  readonly attestation?: 'self' | 'certificate' | 'of-no-known-format';
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}

const flag = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 } as const;
const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

/** One passkey (P-256, ES256) that answers as a browser with an authenticator would. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly counts: boolean;
  private readonly origin: string;
  private counter = 0;
  private userHandle = '';

  constructor({ origin, counts = true }: { readonly origin: string; readonly counts?: boolean }) {
    this.origin = origin;
    this.counts = counts;
  }

  create(options: CreationOptions, wishes: Wishes = {}): Record<string, unknown> {
    this.userHandle = options.user.id;
    const clientDataJSON = this.clientData('webauthn.create', options.challenge, wishes);
    const authData = this.authenticatorData(options.rp.id, wishes, this.attestedCredential());
    const signed = Buffer.concat([authData, sha256(clientDataJSON)]);
    const attestationObject = cborOf(
      new Map<string, Cbor>([...this.attestation(signed, wishes), ['authData', authData]]),
    );
    return this.answer({
      clientDataJSON: clientDataJSON.toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal', 'hybrid', 'made-up'],
    });
  }

  get(options: RequestOptions, wishes: Wishes = {}): Record<string, unknown> {
    const clientDataJSON = this.clientData('webauthn.get', options.challenge, wishes);
    const authenticatorData = this.authenticatorData(options.rpId, wishes, null);
    const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
    return this.answer({
      clientDataJSON: clientDataJSON.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.signingKey(wishes)).toString('base64url'),
      userHandle: wishes.userHandle ?? this.userHandle,
    });
  }

  private attestation(signed: Buffer, { attestation }: Wishes): [string, Cbor][] {
    const packed = (key: KeyObject, more: [string, Cbor][]): [string, Cbor][] => [
      ['fmt', 'packed'],
      ['attStmt', new Map<string, Cbor>([['alg', -7], ['sig', sign('sha256', signed, key)], ...more])],
    ];
    switch (attestation) {
      case 'self':
        return packed(this.keys.privateKey, []);
      case 'certificate': {
        const { certificate, key } = attestationCertificate();
        return packed(key, [['x5c', [certificate]]]);
      }
      case 'of-no-known-format':
        return [
          ['fmt', 'made-up'],
          ['attStmt', new Map<string, Cbor>()],
        ];
      case undefined:
        return [
          ['fmt', 'none'],
          ['attStmt', new Map<string, Cbor>()],
        ];
    }
  }

  private answer(response: Record<string, unknown>): Record<string, unknown> {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, challenge: string, wishes: Wishes): Buffer {
    const origin = wishes.origin ?? this.origin;
    return Buffer.from(
      JSON.stringify({ type, challenge: wishes.challenge ?? challenge, origin, crossOrigin: false }),
    );
  }

  private authenticatorData(rpId: string, wishes: Wishes, attested: Buffer | null): Buffer {
    const { userVerified = true } = wishes;
    const flags =
      flag.present |
      flag.backupEligible |
      flag.backedUp |
      (userVerified ? flag.verified : 0) |
      (attested === null ? 0 : flag.attested);
    if (this.counts) this.counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(wishes.counter ?? this.counter);
    return Buffer.concat([
      sha256(wishes.rpId ?? rpId),
      Buffer.from([flags]),
      counter,
      attested ?? Buffer.alloc(0),
    ]);
  }

  private attestedCredential(): Buffer {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    return Buffer.concat([Buffer.alloc(16), length, this.credentialId, this.publicKey()]);
  }

  /** COSE_Key of RFC 9053: kty EC2, alg ES256, crv P-256, x, y. */
  private publicKey(): Buffer {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    return cborOf(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  }

  private signingKey({ forged }: Wishes): KeyObject {
    return forged ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : this.keys.privateKey;
  }
}
