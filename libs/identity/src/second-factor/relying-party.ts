import { Injectable } from '@nestjs/common';
import { COSEALG } from '@simplewebauthn/server/helpers';
import { Config } from '@countersign/platform';

/** Signatures that passkeys may use: ES256, EdDSA and RS256. Post-quantum ones are still experimental in Node. */
export const passkeyAlgorithms: number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];

/** Whom a passkey belongs to: the public address alone says so, never a request's Host header. */
@Injectable()
export class RelyingParty {
  /** The RP ID: the host name of the public address. */
  readonly id: string;
  readonly origin: string;

  constructor(config: Config) {
    this.id = new URL(config.publicUrl).hostname;
    this.origin = config.publicUrl;
  }
}
