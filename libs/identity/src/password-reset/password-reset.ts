import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, type Actor } from '@countersign/platform';
import { PasswordChanges } from './password-changes';
import { ResetBuckets } from './reset-buckets';
import { linkEnded, MemberLinks, type MemberLink } from '../links/member-links';
import { MemberMail } from '../members/member-mail';
import { Organisations } from '../organisations/organisations';
import { NewPasswords, type PasswordHolder } from '../passwords/new-passwords';
import type { Visit } from '../sessions/visit';

interface ResetRequest {
  readonly email: string;
  readonly organisation: string | null;
}

/** A forgotten password: a link to the member's own address, one hour, once. */
@Injectable()
export class PasswordReset implements BeforeApplicationShutdown {
  private readonly logger = new Logger(PasswordReset.name);
  private readonly offers = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly organisations: Organisations,
    private readonly mail: MemberMail,
    private readonly buckets: ResetBuckets,
  ) {}

  /**
   * Says nothing about whether the address is known: the trail gets its line either way, and the mail is asked for after
   * the answer, so that its time tells nothing. Members who sign in at an identity provider alone get no link: it would
   * be a way around that provider.
   */
  async request({ email, organisation }: ResetRequest, visit: Visit): Promise<void> {
    const address = email.trim().toLowerCase();
    const organisationId = await this.organisations.find(organisation);
    await this.buckets.take({ organisationId, address }, visit);
    if (organisationId === null) return;
    const { from } = visit;
    const actor = { kind: 'job', organisationId, name: 'password-reset', from } as const;
    const member = await this.database.run(actor, async () => {
      const found = await this.find(address);
      const object = { kind: 'member', id: found?.id ?? null };
      await this.audit.record({ what: 'password-reset.requested', object, visitor: address });
      return found;
    });
    if (member?.hasPassword) this.offerAfterAnswer(actor, member.id);
  }

  /** Until everything that was asked for is in the ledger. */
  async settled(): Promise<void> {
    await Promise.all(this.offers);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  private find(address: string): Promise<{ id: string; hasPassword: boolean } | null> {
    return this.database.maybeOne<{ id: string; hasPassword: boolean }>(
      `
      select m.id, m.password_hash is not null as has_password
      from app.member m
      where m.organisation_id = :organisationId and m.email = :address and m.active`,
      { organisationId: this.database.organisationId, address },
    );
  }

  private offerAfterAnswer(actor: Actor, memberId: string): void {
    const offer = this.database
      .run(actor, () => this.mail.offerReset(memberId, null))
      .catch((error: unknown) => this.logger.error(error, 'A link to set a new password was not mailed.'))
      .finally(() => this.offers.delete(offer));
    this.offers.add(offer);
  }
}

/** The other end of the link. */
@Injectable()
export class PasswordResetCompletion {
  constructor(
    private readonly database: Database,
    private readonly links: MemberLinks,
    private readonly newPasswords: NewPasswords,
    private readonly changes: PasswordChanges,
  ) {}

  /** @throws 410 `link-ended`, 422 at `password`: the link then still works */
  async complete(token: string, password: string, from: string | null): Promise<void> {
    const link = await this.links.demand(token, 'password-reset', from);
    const holder = await this.holderOf(link);
    const passwordHash = await this.newPasswords.hashOf(password, holder);
    await this.links.redeem(
      token,
      'password-reset',
      ({ subjectId }) => this.changes.reset(subjectId, passwordHash),
      from,
    );
  }

  private async holderOf({ organisationId, subjectId }: MemberLink): Promise<PasswordHolder> {
    const actor = { kind: 'job', organisationId, name: 'password-reset' } as const;
    const holder = await this.database.run(actor, () => this.changes.activeHolder(subjectId));
    if (holder === null) throw linkEnded();
    return holder;
  }
}
