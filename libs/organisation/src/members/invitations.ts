import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { MemberLinks } from '@countersign/identity';
import { Ledger } from '@countersign/notifications';
import { Database, expression, Problem, type Role, say } from '@countersign/platform';
import { MemberInvitationEntity } from '@countersign/identity';

export interface Invited {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly leadId: string | null;
}

/** By the database's own clock, which a demonstration cannot move; as long as the link in the mail. */
const lifetime = '7 days';

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** Who is asked to become a member. The mail carries the only copy of the link. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly ledger: Ledger,
    private readonly links: MemberLinks,
  ) {}

  /** In the current transaction. */
  async invite({ name, roles, leadId, ...invited }: Invited): Promise<{ readonly id: string }> {
    const email = invited.email.trim().toLowerCase();
    await this.refuseKnown(email);
    await this.refuseCrowd(email);
    const { actor } = this.database;
    const { id } = await this.database.insert(
      MemberInvitationEntity,
      {
        email,
        name,
        roles: [...roles].sort(),
        leadId,
        invitedBy: actor.kind === 'member' ? actor.memberId : null,
        invitedByName: actor.kind === 'member' ? actor.name : 'the operator',
        expiresAt: expression`now() + ${lifetime}::interval`,
      },
      ['id'],
    );
    await this.audit.record({
      what: 'member.invited',
      object: { kind: 'member-invitation', id },
      after: { name, email, roles, leadId },
    });
    await this.mail({ id, email, name });
    return { id };
  }

  /** A new mail with a link of its own, and seven days from now; an invitation that has expired opens again. */
  async sendAgain(id: string): Promise<void> {
    const invitation = await this.settleable(id);
    await this.refuseCrowd(invitation.email);
    const expiresAt = expression`now() + ${lifetime}::interval`;
    await this.database.update(MemberInvitationEntity, { id }, { expiresAt });
    await this.audit.record({
      what: 'member-invitation.sent-again',
      object: { kind: 'member-invitation', id },
    });
    await this.mail(invitation);
  }

  async withdraw(id: string): Promise<void> {
    await this.settleable(id);
    await this.markWithdrawn(id);
    await this.audit.record({
      what: 'member-invitation.withdrawn',
      object: { kind: 'member-invitation', id },
    });
  }

  /** Whoever is invited, withdrawn and invited anew has one mailbox. */
  private async refuseCrowd(email: string): Promise<void> {
    const invited = await this.database.query<{ id: string }>(
      'select i.id from app.member_invitation i where i.organisation_id = :organisationId and i.email = :email',
      { organisationId: this.database.organisationId, email },
    );
    const objects = { kind: 'member-invitation', ids: invited.map(({ id }) => id) } as const;
    await this.ledger.refuseCrowd(objects, 'member-invitation');
  }

  private async refuseKnown(email: string): Promise<void> {
    const { organisationId } = this.database;
    const known = await this.database.query(
      'select from app.member where organisation_id = :organisationId and email = :email',
      { organisationId, email },
    );
    if (known.length > 0) throw emailTaken('already-member');
    const invited = await this.database.maybeOne<{ id: string; expired: boolean }>(
      `
      select i.id, i.expires_at <= now() as expired
      from app.member_invitation i
      where i.organisation_id = :organisationId and i.email = :email and i.state = 'open'`,
      { organisationId, email },
    );
    if (invited === null) return;
    if (!invited.expired) throw emailTaken('already-invited');
    await this.markWithdrawn(invited.id);
  }

  private async markWithdrawn(id: string): Promise<void> {
    const settledAt = expression`now()`;
    await this.database.update(MemberInvitationEntity, { id }, { state: 'withdrawn', settledAt });
    await this.links.endAllOf('invitation', id);
  }

  private settleable(id: string): Promise<Row> {
    return this.database.one<Row>(
      `
      select i.id, i.email, i.name
      from app.member_invitation i
      where i.organisation_id = :organisationId and i.id = :id and i.state = 'open'
      for update`,
      { organisationId: this.database.organisationId, id },
      'invitation',
    );
  }

  private async mail({ id, email, name }: Row): Promise<void> {
    await this.ledger.enqueue({
      occasion: `member-invitation/${randomUUID()}`,
      kind: 'member-invitation',
      recipient: { address: email, name },
      object: { kind: 'member-invitation', id },
      immediate: true,
    });
  }
}

function emailTaken(code: 'already-member' | 'already-invited'): Problem {
  const message = say(`refusal.${code}`);
  const fields = [{ field: 'email', message }];
  return new Problem({ status: 409, code, title: say('title.conflict'), detail: message, fields });
}
