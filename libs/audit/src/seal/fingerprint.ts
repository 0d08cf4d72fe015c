import { createHash } from 'node:crypto';
import type { SealContent } from './chain';

/** As much of a seal as its table holds. */
export interface WholeSeal extends SealContent {
  readonly keyId: string;
  readonly hash: Buffer;
}

/**
 * SHA-256 over every seal from the first on. It needs no key: recorded under a new one, it keeps seals from being
 * changed from then on whose own key nobody has.
 */
export class ChainFingerprint {
  private readonly running = createHash('sha256');

  add({ sealNo, sealedAt, source, rowId, keyId, digest, hash }: WholeSeal): void {
    this.running
      .update(`${sealNo}\n${sealedAt}\n${source}\n${keyId}\n${rowId}\n`, 'utf8')
      .update(digest)
      .update(hash);
  }

  value(): Buffer {
    return this.running.copy().digest();
  }
}
