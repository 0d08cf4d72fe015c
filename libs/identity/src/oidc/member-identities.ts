import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { conflict, Database, expression, type Role, say } from '@countersign/platform';
import type { ProvenIdentity } from './identity-provider';
import { MemberIdentityEntity } from './member-identity.entity';
import type { OidcRefusalCode } from './oidc-refusal';
import { OpenInvitations } from '../invitations/open-invitations';
import { MemberMail } from '../members/member-mail';
import type { ProvenMember } from '../sign-in/sign-in';
import { MemberEntity } from '../members/member.entity';

interface LinkedMember extends ProvenMember {
  readonly active: boolean;
}

export type Resolution = { readonly member: ProvenMember } | { readonly refused: OidcRefusalCode };

/** Which member somebody at the provider is. Every method works in the current transaction of the organisation. */
@Injectable()
export class MemberIdentities {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly invitations: OpenInvitations,
    private readonly mail: MemberMail,
  ) {}

  /**
   * By issuer and subject, which the provider never gives to somebody else; an address it may. So an address, and only
   * a verified one, leads to an open invitation and never to a member who is there already.
   * `roles`: what the provider's claim gives; null where the organisation does not map roles.
   */
  async resolve(identity: ProvenIdentity, roles: readonly Role[] | null): Promise<Resolution> {
    const linked = await this.linkedTo(identity);
    if (linked !== null) return linked.active ? { member: linked } : { refused: 'oidc-inactive' };
    if (identity.email === null || !identity.emailVerified) return { refused: 'oidc-unverified' };
    const member = await this.acceptInvitation(identity, identity.email, roles);
    return member === null ? { refused: 'oidc-unknown' } : { member };
  }

  /** For the trail: who was proved to be somebody and still does not come in. */
  async recordRefusal({ email, subject }: ProvenIdentity, refused: OidcRefusalCode): Promise<void> {
    await this.audit.record({
      what: 'sign-in.failed',
      object: { kind: 'member', id: null },
      visitor: email ?? subject,
      detail: { by: 'identity-provider', refused },
    });
  }

  /** For a member who is signed in and has begun this. One identity of a provider for one member. */
  async link(memberId: string, identity: ProvenIdentity): Promise<OidcRefusalCode | null> {
    if (await this.write(memberId, identity)) {
      await this.mail.tellOfChange(memberId, 'identity-linked');
      return null;
    }
    return (await this.linkedTo(identity))?.id === memberId ? null : 'oidc-linked-elsewhere';
  }

  /** Nobody locks themself out: another way in must be left. */
  async unlink(memberId: string): Promise<void> {
    const { organisationId } = this.database;
    const left = await this.database.query(
      `
      select from app.member m
      where m.organisation_id = :organisationId and m.id = :memberId and (m.password_hash is not null or exists (
        select from app.passkey p where p.organisation_id = m.organisation_id and p.member_id = m.id))`,
      { organisationId, memberId },
    );
    if (left.length === 0) throw conflict('last-way-in', say('refusal.last-way-in'));
    const ended = await this.database.delete(MemberIdentityEntity, { memberId }, ['issuer']);
    for (const { issuer } of ended) {
      await this.audit.record({
        what: 'member.identity-unlinked',
        object: { kind: 'member', id: memberId },
        before: { issuer },
      });
      await this.mail.tellOfChange(memberId, 'identity-unlinked');
    }
  }

  /** What the provider's claim says now holds, except that the last active administrator stays one. */
  async setRoles(memberId: string, wanted: readonly Role[]): Promise<void> {
    const { organisationId } = this.database;
    // The lock of every change of administrators: one after another, so that two cannot lose each other's last one.
    await this.database.query(
      'select from app.organisation where organisation_id = :organisationId for no key update',
      { organisationId },
    );
    const { roles, isLast } = await this.database.one<{ roles: Role[]; isLast: boolean }>(
      `
      select m.roles, 'admin' = any (m.roles) and not exists (
        select from app.member o
        where o.organisation_id = m.organisation_id and o.id <> m.id and o.active and 'admin' = any (o.roles)
      ) as is_last
      from app.member m
      where m.organisation_id = :organisationId and m.id = :memberId
      for no key update of m`,
      { organisationId, memberId },
      'member',
    );
    const keepsAdmin = isLast && !wanted.includes('admin');
    const after = [...wanted, ...(keepsAdmin ? (['admin'] as const) : [])].sort();
    const before = [...roles].sort();
    if (before.join() === after.join()) return;
    await this.database.update(
      MemberEntity,
      { id: memberId },
      { roles: after, revision: expression`revision + 1` },
    );
    await this.audit.record({
      what: 'member.changed',
      object: { kind: 'member', id: memberId },
      before: { roles: before },
      after: { roles: after },
      detail: { by: 'identity-provider', ...(keepsAdmin && { kept: 'last-administrator' }) },
    });
  }

  private async linkedTo({ issuer, subject }: ProvenIdentity): Promise<LinkedMember | null> {
    return this.database.maybeOne<LinkedMember>(
      `
      select m.id, m.organisation_id, m.name, m.email, m.active
      from app.member_identity i
      join app.member m on m.organisation_id = i.organisation_id and m.id = i.member_id
      where i.organisation_id = :organisationId and i.issuer = :issuer and i.subject = :subject`,
      { organisationId: this.database.organisationId, issuer, subject },
    );
  }

  /** False where the identity or the member is linked already. */
  private async write(memberId: string, { issuer, subject }: ProvenIdentity): Promise<boolean> {
    const row = { issuer, subject, memberId };
    const linked = await this.database.insertIfNew(MemberIdentityEntity, row, ['memberId']);
    if (linked === null) return false;
    await this.audit.record({
      what: 'member.identity-linked',
      object: { kind: 'member', id: memberId },
      after: { issuer },
    });
    return true;
  }

  /** Null where nothing is open to the address, or a member has it already. */
  private async acceptInvitation(
    identity: ProvenIdentity,
    email: string,
    roles: readonly Role[] | null,
  ): Promise<ProvenMember | null> {
    const { organisationId } = this.database;
    const taken = await this.database.query(
      'select from app.member m where m.organisation_id = :organisationId and m.email = :email',
      { organisationId, email },
    );
    const invitation = taken.length > 0 ? null : await this.invitations.findByAddress(email);
    if (invitation === null) return null;
    const { name } = invitation;
    const invited = { ...invitation, roles: [...(roles ?? invitation.roles)] };
    const id = await this.invitations.accept(invited, { name, passwordHash: null });
    if (id === null) return null;
    await this.write(id, identity);
    return { id, organisationId, name, email };
  }
}
