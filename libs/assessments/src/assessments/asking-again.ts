import { Injectable } from '@nestjs/common';
import { addDays, type AssessmentState } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, Clock, Database, expression, invalid, type MemberActor, say } from '@countersign/platform';
import { AssessmentEntity } from './assessment.entity';
import { assessmentAskedAgain } from './assessment-changes';
import { AssessmentDeclineEntity } from './assessment-decline.entity';
import type { AskedAgainAssessment } from './assessment.dto';
import { HandingOver } from './handing-over';
import { InvitedMail } from './invited-mail';
import { GRACE_DAYS, type InvitedContact, SendingMail, SendingService } from './sending.service';
import { wrongState } from './wrong-state';

interface DeclinedAssessment {
  readonly id: string;
  readonly engagementId: string;
  readonly vendorId: string;
  readonly state: AssessmentState;
  readonly followsId: string | null;
  readonly scheduleVersion: number;
  readonly dueOn: string;
  readonly contactId: string;
  readonly message: string | null;
  readonly fromState: AssessmentState | null;
}

interface WantedContact extends InvitedContact {
  readonly vendorId: string;
  readonly active: boolean;
}

/** Asks a vendor that has declined once more, by another day, the same contact or another; its answers are kept. */
@Injectable()
export class AskingAgain {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly handingOver: HandingOver,
    private readonly sending: SendingService,
    private readonly mail: SendingMail,
    private readonly told: InvitedMail,
  ) {}

  async askAgain(id: string, wanted: AskedAgainAssessment, member: MemberActor): Promise<void> {
    // Before the assessment, as whoever replaces a contact does.
    const contact = await this.contact(id, wanted.contactId);
    const declined = await this.lock(id);
    const { engagementId, fromState: state, dueOn } = declined;
    if (declined.state !== 'declined' || state === null) throw wrongState(declined.state);
    await this.sending.requireOpen(engagementId);
    const today = await this.clock.today();
    if (wanted.dueOn <= today)
      throw invalid([{ field: 'dueOn', message: say('engagement.service.give-a-day-after') }]);
    if (contact === null || contact.vendorId !== declined.vendorId || !contact.active)
      throw invalid([{ field: 'contactId', message: say('sending.service.choose-an-active-contact') }]);
    const moved = contact.id !== declined.contactId;
    if (!moved) await this.told.refuseCrowd('assessment-asked-again', declined);
    const scheduleVersion = declined.scheduleVersion + 1;
    const message = wanted.message?.trim() || null;
    await this.database.update(
      AssessmentEntity,
      { id },
      {
        state,
        dueOn: wanted.dueOn,
        graceUntil: expression`greatest(grace_until, ${addDays(wanted.dueOn, GRACE_DAYS)}::date)`,
        scheduleVersion,
        revision: expression`revision + 1`,
        contactId: contact.id,
        ...(moved && { contactName: contact.name }),
        ...(message !== null && { message }),
      },
    );
    await this.database.update(
      AssessmentDeclineEntity,
      { assessmentId: id, endedAt: null },
      { endedAt: expression`app.now()`, endedBy: member.name },
    );
    await this.audit.record({
      what: 'assessment.asked-again',
      object: { kind: 'assessment', id },
      before: { state: 'declined', dueOn, contactId: declined.contactId, message: declined.message },
      after: { state, dueOn: wanted.dueOn, contactId: contact.id, message: message ?? declined.message },
    });
    await this.mail.remind({ id, dueOn: wanted.dueOn, startsOn: today, scheduleVersion });
    if (moved) await this.handingOver.handOverOne({ ...declined, state }, declined.contactId, contact);
    else await this.told.tell(id, 'assessment-asked-again');
    this.changes.note(assessmentAskedAgain({ assessmentId: id, engagementId }));
  }

  private contact(id: string, wanted: string | null): Promise<WantedContact | null> {
    return this.database.maybeOne<WantedContact>(
      `select c.id, c.name, c.email, c.vendor_id, c.active from app.contact c
       where c.organisation_id = :organisationId
         and c.id = coalesce(:wanted::uuid, (
           select a.contact_id from app.assessment a
           where a.organisation_id = :organisationId and a.id = :id))
       for share`,
      { id, wanted },
    );
  }

  private lock(id: string): Promise<DeclinedAssessment> {
    return this.database.one<DeclinedAssessment>(
      `select a.id, a.engagement_id, e.vendor_id, a.state, a.follows_id, a.schedule_version, a.due_on, a.contact_id,
         a.message, d.from_state
       from app.assessment a
       join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
       left join app.assessment_decline d on d.organisation_id = a.organisation_id and d.assessment_id = a.id
         and d.ended_at is null
       where a.organisation_id = :organisationId and a.id = :id
       for update of a`,
      { id },
      'assessment',
    );
  }
}
