import { Injectable } from '@nestjs/common';
import type { MailLink } from '@countersign/notifications';
import {
  clientOf,
  Database,
  expression,
  hashToken,
  mintToken,
  Problem,
  RateLimits,
  type RateLimit,
  say,
} from '@countersign/platform';
import { identityRateLimits } from '../rate-limits';
import { MemberLinkEntity } from './member-link.entity';

export type LinkPurpose = 'password-reset' | 'invitation';

/** By the database's own clock, which a demonstration cannot move. */
const lifetime: Readonly<Record<LinkPurpose, string>> = { 'password-reset': '1 hour', invitation: '7 days' };

const guesses: Readonly<Record<LinkPurpose, RateLimit>> = {
  'password-reset': identityRateLimits['password-reset-link'],
  invitation: identityRateLimits.invitation,
};

/** A one-time link mailed to a member (`password-reset`) or to somebody who is to become one (`invitation`). */
export interface MemberLink {
  readonly organisationId: string;
  /** The member's, or the invitation's, id. */
  readonly subjectId: string;
}

/** One-time links of members. Every mail has a link of its own; using one ends all of its subject and purpose. */
@Injectable()
export class MemberLinks {
  constructor(
    private readonly database: Database,
    private readonly limits: RateLimits,
  ) {}

  /** In the current transaction of the organisation; the token goes into the mail and nowhere else. */
  async mint(purpose: LinkPurpose, subjectId: string): Promise<string> {
    const token = mintToken();
    await this.database.insert(MemberLinkEntity, {
      tokenHash: hashToken(token),
      purpose,
      subjectId,
      expiresAt: expression`now() + ${lifetime[purpose]}::interval`,
    });
    return token;
  }

  /** Minted for whatever the mail is about, whenever one is written. */
  inMail(purpose: LinkPurpose, path: string): MailLink {
    return {
      path,
      ended: () => Promise.resolve(null),
      mint: ({ objectId }) => this.mint(purpose, objectId),
    };
  }

  /**
   * Opens its own transactions. What leads nowhere is counted by where it comes from; a link that is open is not.
   *
   * @throws 410 `link-ended`, 429 `too-many-requests`
   */
  async demand(token: string, purpose: LinkPurpose, from: string | null): Promise<MemberLink> {
    const link = await this.open(token, purpose);
    if (link === null) {
      await this.limits.take(guesses[purpose], clientOf(from));
      throw linkEnded();
    }
    return link;
  }

  /** Opens its own transaction; null for a link that is unknown, used, ended or made for something else. */
  async open(token: string, purpose: LinkPurpose): Promise<MemberLink | null> {
    const tokenHash = hashToken(token);
    return this.database.run({ kind: 'token', tokenHash }, () =>
      this.database.maybeOne<MemberLink>(
        `
        select l.organisation_id, l.subject_id
        from app.member_link l
        where l.token_hash = :tokenHash and l.purpose = :purpose and l.used_at is null and l.expires_at > now()`,
        { tokenHash, purpose },
      ),
    );
  }

  /**
   * Does the work in a transaction of the organisation that also uses the link up: of two at once one is refused.
   *
   * @throws 410 `link-ended`
   */
  async redeem<T>(
    token: string,
    purpose: LinkPurpose,
    work: (link: MemberLink) => Promise<T>,
    from: string | null = null,
  ): Promise<T> {
    const link = await this.open(token, purpose);
    if (link === null) throw linkEnded();
    const { organisationId, subjectId } = link;
    return this.database.run({ kind: 'job', organisationId, name: purpose, from }, async () => {
      const used = await this.database.query(
        `
        update app.member_link set used_at = now()
        where organisation_id = :organisationId and token_hash = :tokenHash and used_at is null and expires_at > now()
        returning used_at`,
        { organisationId, tokenHash: hashToken(token) },
      );
      if (used.length === 0) throw linkEnded();
      await this.endAllOf(purpose, subjectId);
      return work(link);
    });
  }

  /** In the current transaction: a withdrawn invitation, a deactivated member. */
  async endAllOf(purpose: LinkPurpose, subjectId: string): Promise<void> {
    await this.database.update(
      MemberLinkEntity,
      { subjectId, purpose, usedAt: null },
      { usedAt: expression`now()` },
    );
  }
}

export function linkEnded(): Problem {
  return new Problem({
    status: 410,
    code: 'link-ended',
    title: say('title.link-ended'),
    detail: say('refusal.link-ended'),
  });
}
