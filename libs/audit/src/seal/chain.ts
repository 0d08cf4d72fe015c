import { createHmac } from 'node:crypto';

export const sealSources = ['event', 'answer'] as const;
export type SealSource = (typeof sealSources)[number];

/** Which derived secret the chain is made with. */
export const sealPurpose = 'audit-seal';

/** What one seal says, besides its own hash. */
export interface SealContent {
  readonly sealNo: number | string;
  /** Seconds since 1970 with six digits, as Postgres writes them. */
  readonly sealedAt: string;
  readonly source: string;
  readonly rowId: string;
  readonly digest: Buffer;
}

/** What stands before the first seal. */
export const beginning: Buffer = Buffer.alloc(32);

/**
 * HMAC-SHA256 over the seal before and everything this one says. The last free text stands before a digest of fixed
 * length, so that no two seals read the same.
 */
export function linkOf(secret: Buffer, previous: Buffer, seal: SealContent): Buffer {
  const { sealNo, sealedAt, source, rowId, digest } = seal;
  return createHmac('sha256', secret)
    .update(previous)
    .update(`${sealNo}\n${sealedAt}\n${source}\n${rowId}\n`, 'utf8')
    .update(digest)
    .digest();
}

/** A seal as it is stored, beside the hash of the one before it; null where there is none. */
export interface StoredSeal extends SealContent {
  readonly hash: Buffer;
  readonly previous: Buffer | null;
}

/** Whether the holder of this secret made this seal, after that one. */
export function isGenuine(secret: Buffer, { hash, previous, ...seal }: StoredSeal): boolean {
  const before = Number(seal.sealNo) === 1 ? beginning : previous;
  return before !== null && linkOf(secret, before, seal).equals(hash);
}
