import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MemberLinks } from '@countersign/identity';
import {
  MailSubjects,
  shippedMails,
  type MailRow,
  type MailRule,
  type MailSubject,
  type Reason,
  holdForMail,
} from '@countersign/notifications';
import { Database, say, type Role } from '@countersign/platform';

interface InvitationFacts {
  readonly state: string;
  readonly expired: boolean;
  readonly expiresOn: string;
  readonly roles: readonly Role[];
  readonly invitedByName: string;
  readonly organisationName: string;
}

/** An invitation that was withdrawn or accepted before its mail went out is not mailed any more. */
@Injectable()
export class InvitationMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'member-invitation';
  readonly mails: Readonly<Record<string, MailRule>>;
  readonly ladders = {};
  readonly people = null;
  readonly shownToReadersOfVendors = false;

  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
    links: MemberLinks,
  ) {
    this.mails = shippedMails({ 'member-invitation': { link: links.inMail('invitation', '/invitation') } });
  }

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async reason(row: MailRow): Promise<Reason> {
    const invitation = await this.lockedFacts(row.objectId);
    const standing = invitation.state === 'open' && !invitation.expired;
    return {
      fallenAway: standing ? null : say('mail-reason.invitation-closed'),
      facts: {
        organisationName: invitation.organisationName,
        inviterName: invitation.invitedByName,
        rolesInWords: invitation.roles.map((role) => say(`role-name.${role}`)),
        expiresOn: invitation.expiresOn,
        roleReason: say('role.accounts'),
        aboutTitle: say('about.invitation', { name: row.recipientName }),
      },
      path: '/settings/members',
      replyTo: null,
    };
  }

  private async lockedFacts(id: string): Promise<InvitationFacts> {
    const held = await holdForMail(this.database, 'invitation', id);
    return this.database.one<InvitationFacts>(
      `
      select i.state, i.expires_at <= now() as expired, (i.expires_at at time zone o.time_zone)::date as expires_on,
        i.roles, i.invited_by_name, o.name as organisation_name
      from app.member_invitation i
      join app.organisation o on o.organisation_id = i.organisation_id
      where i.organisation_id = :organisationId and i.id = :id`,
      held,
    );
  }
}
