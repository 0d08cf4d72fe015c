import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  MailSubjects,
  shippedMails,
  type MailRow,
  type MailRule,
  type MailSubject,
  type Reason,
  holdForMail,
} from '@countersign/notifications';
import { Database, say } from '@countersign/platform';
import { MemberLinks } from '../links/member-links';

interface MemberFacts {
  readonly name: string;
  readonly organisationName: string;
  readonly active: boolean;
}

/** A member's account: what the ledger tells of it, to the person and to whoever administers accounts. */
@Injectable()
export class MemberMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'member';
  readonly mails: Readonly<Record<string, MailRule>>;
  readonly ladders = {};
  readonly people = null;
  readonly shownToReadersOfVendors = false;

  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
    links: MemberLinks,
  ) {
    this.mails = shippedMails({
      'password-reset': { link: links.inMail('password-reset', '/reset-password') },
      'sign-in-warning': {},
      'sign-in-changed': {},
    });
  }

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async reason(row: MailRow): Promise<Reason> {
    const member = await this.lockedFacts(row.objectId);
    const toOneself = row.memberId === row.objectId;
    return {
      fallenAway: toOneself && !member.active ? say('mail-reason.member-inactive') : null,
      facts: {
        organisationName: member.organisationName,
        roleReason: toOneself ? say('role.account') : say('role.accounts'),
        aboutTitle: say('about.account', { name: member.name }),
      },
      path: toOneself ? '/account' : '/settings/members',
      replyTo: null,
    };
  }

  /** A deactivation that committed first always wins. */
  private async lockedFacts(id: string): Promise<MemberFacts> {
    const held = await holdForMail(this.database, 'member', id);
    return this.database.one<MemberFacts>(
      `
      select m.name, m.active, o.name as organisation_name
      from app.member m
      join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :id`,
      held,
    );
  }
}
