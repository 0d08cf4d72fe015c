import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, expression, type Role } from '@countersign/platform';
import { Members } from '../members/members';
import { MemberLinkEntity } from '../links/member-link.entity';
import { MemberInvitationEntity } from './member-invitation.entity';

export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: Role[];
  readonly leadId: string | null;
}

interface Acceptance {
  /** As the person writes it. */
  readonly name: string;
  /** Null for whoever signs in by the organisation's identity provider. */
  readonly passwordHash: string | null;
}

/** Invitations that somebody may still answer, by whichever way; all in the current transaction. */
@Injectable()
export class OpenInvitations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly members: Members,
  ) {}

  find(id: string): Promise<OpenInvitation | null> {
    return this.database.maybeOne<OpenInvitation>(`${openSql} and i.id = :id`, {
      organisationId: this.database.organisationId,
      id,
    });
  }

  /** The address must be verified: who has it becomes the member that was invited. */
  findByAddress(email: string): Promise<OpenInvitation | null> {
    return this.database.maybeOne<OpenInvitation>(`${openSql} and i.email = :email`, {
      organisationId: this.database.organisationId,
      email: email.trim().toLowerCase(),
    });
  }

  /** Makes the member; its links end. Null where another request has just answered it. */
  async accept({ id, email, roles, leadId }: OpenInvitation, by: Acceptance): Promise<string | null> {
    const { organisationId } = this.database;
    const settled = await this.database.query(
      `
      update app.member_invitation i set state = 'accepted', settled_at = now()
      where i.organisation_id = :organisationId and i.id = :id and i.state = 'open' and i.expires_at > now()
      returning i.id`,
      { organisationId, id },
    );
    if (settled.length === 0) return null;
    const member = await this.members.add({ ...by, email, roles, leadId });
    await this.database.update(MemberInvitationEntity, { id }, { memberId: member.id });
    await this.database.update(
      MemberLinkEntity,
      { subjectId: id, purpose: 'invitation', usedAt: null },
      { usedAt: expression`now()` },
    );
    await this.audit.record({
      what: 'member-invitation.accepted',
      object: { kind: 'member-invitation', id },
      detail: { memberId: member.id },
    });
    return member.id;
  }
}

const openSql = `
  select i.id, i.email, i.name, i.roles, i.lead_id
  from app.member_invitation i
  where i.organisation_id = :organisationId and i.state = 'open' and i.expires_at > now()`;
