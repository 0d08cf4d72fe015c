import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, expression } from '@countersign/platform';
import { PasskeyChallengeEntity } from './passkey-challenge.entity';

/** What a challenge was given for, and to whom: nobody is known yet where a passkey is the only step. */
export type ChallengeUse =
  | { readonly purpose: 'registration' | 'second-factor'; readonly memberId: string }
  | { readonly purpose: 'sign-in'; readonly memberId: null };

/** Challenges for authenticators: kept as hashes, good once, for ten minutes. In the caller's transaction. */
@Injectable()
export class PasskeyChallenges {
  constructor(private readonly database: Database) {}

  async mint({ purpose, memberId }: ChallengeUse): Promise<Uint8Array<ArrayBuffer>> {
    await this.dropEnded();
    const challenge = new Uint8Array(randomBytes(32));
    await this.database.insert(PasskeyChallengeEntity, {
      challengeHash: hashOf(Buffer.from(challenge).toString('base64url')),
      purpose,
      memberId,
      expiresAt: expression`now() + interval '10 minutes'`,
    });
    return challenge;
  }

  /** True once; the caller commits before it verifies, so that a failed answer has used it up too. */
  async redeem(challenge: string, { purpose, memberId }: ChallengeUse): Promise<boolean> {
    const redeemed = await this.database.query(
      `
      delete from app.passkey_challenge
      where organisation_id = :organisationId and challenge_hash = :hash and purpose = :purpose
        and member_id is not distinct from :memberId::uuid and expires_at > now()
      returning purpose`,
      { organisationId: this.database.organisationId, hash: hashOf(challenge), purpose, memberId },
    );
    return redeemed.length === 1;
  }

  private async dropEnded(): Promise<void> {
    await this.database.query(
      'delete from app.passkey_challenge where organisation_id = :organisationId and expires_at <= now()',
      { organisationId: this.database.organisationId },
    );
  }
}

function hashOf(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest();
}
