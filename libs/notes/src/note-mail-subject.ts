import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  holdForMail,
  MailSubjects,
  shippedMails,
  type MailRow,
  type MailSubject,
  type Reason,
} from '@countersign/notifications';
import { Database, permissionsOf, say, type Role, type Words } from '@countersign/platform';

interface NoteFacts {
  readonly happenedOn: string;
  readonly by: string;
  readonly withdrawn: boolean;
  readonly placeName: string;
  readonly vendorName: string;
  readonly path: string;
  readonly organisationName: string;
  readonly mentioned: boolean;
  /** Of whoever is told; none of one who is no longer active. */
  readonly roles: Role[];
}

/** Whoever is mentioned in a note is told so once. What it says stays in the product. */
@Injectable()
export class NoteMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'note';
  readonly mails = shippedMails({ 'note-mention': {} });
  readonly ladders = {};
  readonly people = null;
  readonly shownToReadersOfVendors = true;

  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async reason(row: MailRow): Promise<Reason> {
    const note = await this.lockedFacts(row);
    return {
      fallenAway: fallenAway(note),
      facts: {
        organisationName: note.organisationName,
        authorName: note.by,
        placeName: note.placeName,
        vendorName: note.vendorName,
        happenedOn: note.happenedOn,
        roleReason: say('role.note'),
        aboutTitle: say('about.note', { name: note.placeName }),
      },
      path: note.path,
      replyTo: null,
    };
  }

  private async lockedFacts({ objectId, memberId }: MailRow): Promise<NoteFacts> {
    const held = await holdForMail(this.database, 'note', objectId);
    return this.database.one<NoteFacts>(
      `
      select n.happened_on, n.by_name as by, n.withdrawn_at is not null as withdrawn, o.name as organisation_name,
        coalesce(e.name, c.title, v.name) as place_name, v.name as vendor_name,
        case when n.vendor_id is not null then '/vendors/' when n.engagement_id is not null then '/engagements/'
          else '/contracts/' end || coalesce(n.vendor_id, n.engagement_id, n.contract_id) as path,
        x.member_id is not null as mentioned, coalesce(m.roles, '{}') as roles
      from app.note n
      join app.organisation o on o.organisation_id = n.organisation_id
      left join app.engagement e on e.organisation_id = n.organisation_id and e.id = n.engagement_id
      left join app.contract c on c.organisation_id = n.organisation_id and c.id = n.contract_id
      join app.vendor v
        on v.organisation_id = n.organisation_id and v.id = coalesce(n.vendor_id, e.vendor_id, c.vendor_id)
      left join app.note_mention x
        on x.organisation_id = n.organisation_id and x.note_id = n.id and x.member_id = :memberId::uuid
      left join app.member m
        on m.organisation_id = n.organisation_id and m.id = :memberId::uuid and m.active
      where n.organisation_id = :organisationId and n.id = :id`,
      { ...held, memberId },
    );
  }
}

function fallenAway({ withdrawn, mentioned, roles }: NoteFacts): Words | null {
  if (withdrawn) return say('mail-reason.note-withdrawn');
  if (!mentioned) return say('mail-reason.no-longer-mentioned');
  return permissionsOf(roles).includes('vendor.read') ? null : say('mail-reason.may-not-read-it');
}
