import { Injectable } from '@nestjs/common';
import { addDays, type AssessmentState, isAnswerable } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, Clock, Database, expression, invalid, refuseStale, say } from '@countersign/platform';
import { AssessmentEntity } from './assessment.entity';
import { assessmentRescheduled } from './assessment-changes';
import type { CorrectedAssessment, SentAs } from './assessment.dto';
import { HandingOver } from './handing-over';
import { InvitedMail } from './invited-mail';
import { GRACE_DAYS, invitationTo, type InvitedContact, SendingMail } from './sending.service';
import { wrongState } from './wrong-state';

interface Corrected extends SentAs {
  readonly id: string;
  readonly engagementId: string;
  readonly vendorId: string;
  readonly state: AssessmentState;
  readonly followsId: string | null;
  readonly scheduleVersion: number;
}

interface WantedContact extends InvitedContact {
  readonly vendorId: string;
  readonly active: boolean;
}

const CORRECTABLE = ['dueOn', 'contactId', 'message'] as const;

/** Mends how an assessment was sent, while the vendor has it: by which day, to whom, with which words. */
@Injectable()
export class Correcting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly handingOver: HandingOver,
    private readonly mail: SendingMail,
    private readonly told: InvitedMail,
  ) {}

  async correct(id: string, { revision, ...wanted }: CorrectedAssessment): Promise<void> {
    // Before the assessment, as whoever replaces a contact does.
    const contact = await this.wantedContact(wanted.contactId);
    const present = await this.lock(id);
    if (!isAnswerable(present.state)) throw wrongState(present.state);
    refuseStale(sentAs(present), revision);
    const changed = CORRECTABLE.filter((key) => present[key] !== wanted[key]);
    if (changed.length === 0 && !wanted.sentAgain) return;
    const today = await this.clock.today();
    if (changed.includes('dueOn') && wanted.dueOn <= today)
      throw invalid([{ field: 'dueOn', message: say('engagement.service.give-a-day-after') }]);
    const moved = changed.includes('contactId');
    if (contact === null || contact.vendorId !== present.vendorId || (moved && !contact.active))
      throw invalid([{ field: 'contactId', message: say('sending.service.choose-an-active-contact') }]);
    if (changed.includes('dueOn')) await this.told.refuseCrowd('assessment-due-changed', present);
    const scheduleVersion = present.scheduleVersion + (changed.includes('dueOn') ? 1 : 0);
    await this.database.update(
      AssessmentEntity,
      { id },
      {
        dueOn: wanted.dueOn,
        graceUntil: expression`greatest(grace_until, ${addDays(wanted.dueOn, GRACE_DAYS)}::date)`,
        contactId: contact.id,
        ...(moved && { contactName: contact.name }),
        message: wanted.message,
        scheduleVersion,
        revision: expression`revision + 1`,
      },
    );
    await this.audit.record({
      what: 'assessment.corrected',
      object: { kind: 'assessment', id },
      before: only(changed, present),
      after: { ...only(changed, wanted), reason: wanted.reason, sentAgain: wanted.sentAgain },
    });
    if (moved) await this.handingOver.handOverOne(present, present.contactId, contact);
    else if (wanted.sentAgain)
      await this.mail.inviteAgain(
        { id, engagementId: present.engagementId, mail: invitationTo(present.followsId) },
        contact,
      );
    if (!changed.includes('dueOn')) return;
    await this.mail.remind({ id, dueOn: wanted.dueOn, startsOn: today, scheduleVersion });
    await this.told.tell(id, 'assessment-due-changed', {
      payload: {
        formerDueOn: present.dueOn,
        scheduleVersion,
        dueReason: wanted.reasonShared ? wanted.reason : '',
      },
      except: moved || wanted.sentAgain ? contact.id : null,
    });
    this.changes.note(assessmentRescheduled({ assessmentId: id, engagementId: present.engagementId }));
  }

  private wantedContact(contactId: string): Promise<WantedContact | null> {
    return this.database.maybeOne<WantedContact>(
      `select c.id, c.name, c.email, c.vendor_id, c.active from app.contact c
       where c.organisation_id = :organisationId and c.id = :contactId
       for share`,
      { contactId },
    );
  }

  private lock(id: string): Promise<Corrected> {
    return this.database.one<Corrected>(
      `select a.id, a.engagement_id, e.vendor_id, a.state, a.follows_id, a.schedule_version, a.due_on, a.contact_id,
         a.contact_name, a.message, a.revision
       from app.assessment a
       join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
       where a.organisation_id = :organisationId and a.id = :id
       for update of a`,
      { id },
      'assessment',
    );
  }
}

function sentAs({ dueOn, contactId, contactName, message, revision }: Corrected): SentAs {
  return { dueOn, contactId, contactName, message, revision };
}

function only(
  keys: readonly (typeof CORRECTABLE)[number][],
  { dueOn, contactId, message }: Pick<SentAs, (typeof CORRECTABLE)[number]>,
): Partial<Pick<SentAs, (typeof CORRECTABLE)[number]>> {
  return {
    ...(keys.includes('dueOn') && { dueOn }),
    ...(keys.includes('contactId') && { contactId }),
    ...(keys.includes('message') && { message }),
  };
}
