import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Key {
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Buffer;
}

/** A stored value names a key that the configuration does not hold. */
export class UnknownKeyError extends Error {
  constructor(readonly keyId: string) {
    super(
      `The key ${keyId} is not among those of COUNTERSIGN_KEYS or COUNTERSIGN_KEYS_FILE: put it back, stored secrets need it.`,
    );
    this.name = 'UnknownKeyError';
  }
}

/** A sealed value was changed, moved to another place, or sealed by another key of the same id. */
export class BrokenSealError extends Error {
  constructor(purpose: string) {
    super(`A stored secret (${purpose}) cannot be opened: it or its key was changed.`);
    this.name = 'BrokenSealError';
  }
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * The keys that lie outside the database. Each purpose has a secret of its own, derived by HKDF (RFC 5869), so that
 * a value sealed for one place cannot be opened in another.
 */
export class KeyRing {
  private readonly keys: ReadonlyMap<string, Buffer>;
  /** The newest: what is sealed now is sealed with it. */
  readonly currentId: string;

  /** Oldest first. */
  constructor(keys: readonly Key[]) {
    const newest = keys.at(-1);
    if (newest === undefined) throw new Error('A key ring needs at least one key.');
    this.currentId = newest.id;
    this.keys = new Map(keys.map(({ id, secret }) => [id, secret]));
  }

  get ids(): string[] {
    return [...this.keys.keys()];
  }

  /** AES-256-GCM; the text names its key: `id:nonce, tag and cipher text in base64url`. */
  seal(plain: string, purpose: string): string {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.secretFor(`seal ${purpose}`), nonce);
    sealing.setAAD(Buffer.from(purpose));
    const hidden = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
    return `${this.currentId}:${Buffer.concat([nonce, sealing.getAuthTag(), hidden]).toString('base64url')}`;
  }

  /** @throws UnknownKeyError, BrokenSealError */
  open(sealed: string, purpose: string): string {
    const bytes = Buffer.from(sealed.slice(sealed.indexOf(':') + 1), 'base64url');
    const secret = this.secretFor(`seal ${purpose}`, this.keyIdOf(sealed));
    if (bytes.length < nonceBytes + tagBytes) throw new BrokenSealError(purpose);
    const nonce = bytes.subarray(0, nonceBytes);
    const opening = createDecipheriv(cipher, secret, nonce, { authTagLength: tagBytes });
    opening.setAAD(Buffer.from(purpose));
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const hidden = bytes.subarray(nonceBytes + tagBytes);
    try {
      return Buffer.concat([opening.update(hidden), opening.final()]).toString('utf8');
    } catch {
      throw new BrokenSealError(purpose);
    }
  }

  keyIdOf(sealed: string): string {
    return sealed.slice(0, Math.max(0, sealed.indexOf(':')));
  }

  isCurrent(sealed: string): boolean {
    return this.keyIdOf(sealed) === this.currentId;
  }

  /** 32 bytes for this purpose alone. @throws UnknownKeyError */
  secretFor(purpose: string, keyId: string = this.currentId): Buffer {
    const key = this.keys.get(keyId);
    if (key === undefined) throw new UnknownKeyError(keyId);
    return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `countersign ${purpose}`, 32));
  }
}
