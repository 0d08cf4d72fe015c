import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  MailSubjects,
  shippedMails,
  type MailRow,
  type MailSubject,
  type Reason,
} from '@countersign/notifications';
import { Database, say } from '@countersign/platform';

interface OrganisationFacts {
  readonly name: string;
  readonly slug: string;
  readonly recipientMayRead: boolean;
}

/** The organisation as a whole, for those who look after its trail. */
@Injectable()
export class OrganisationMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'organisation';
  readonly mails = shippedMails({ 'audit-head': {} });
  readonly ladders = {};
  readonly people = null;
  readonly shownToReadersOfVendors = false;

  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async reason({ memberId }: MailRow): Promise<Reason> {
    const { name, slug, recipientMayRead } = await this.database.one<OrganisationFacts>(
      `
      select o.name, o.slug, exists (
        select from app.member m
        where m.organisation_id = o.organisation_id and m.id = :memberId and m.roles && '{admin,auditor}'
      ) as recipient_may_read
      from app.organisation o where o.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId, memberId },
      'organisation',
    );
    return {
      fallenAway: recipientMayRead ? null : say('mail-reason.not-an-auditor'),
      facts: {
        organisationName: name,
        organisationSlug: slug,
        roleReason: say('role.trail'),
        aboutTitle: say('about.trail', { name }),
      },
      path: '/audit',
      replyTo: null,
    };
  }
}
