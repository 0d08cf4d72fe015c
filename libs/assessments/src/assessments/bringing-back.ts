import { Injectable } from '@nestjs/common';
import { addDays, type AssessmentState, isAnswerable } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, Clock, conflict, Database, expression, invalid, say } from '@countersign/platform';
import { AssessmentEntity } from './assessment.entity';
import { assessmentBroughtBack } from './assessment-changes';
import type { BroughtBackAssessment } from './assessment.dto';
import { AssessmentProgressEntity } from './assessment-progress.entity';
import { InvitedMail } from './invited-mail';
import { GRACE_DAYS, SendingMail, SendingService } from './sending.service';
import { wrongState } from './wrong-state';

/** The state of `a` before it was cancelled, of which `u` is the outcome. Where nobody kept it, its dates tell. */
export const cancelledFrom = `
  coalesce(u.cancelled_from, case
    when a.review_started_at is not null then 'in-review'
    when a.submitted_at is not null then 'submitted'
    when a.opened_at is not null then 'opened'
    else 'sent' end)`;

interface Cancelled {
  readonly engagementId: string;
  readonly questionnaireVersionId: string;
  readonly state: AssessmentState;
  readonly followsId: string | null;
  readonly scheduleVersion: number;
  readonly dueOn: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactActive: boolean;
  readonly cancelledFrom: AssessmentState;
}

/** Undoes a cancelling: the assessment stands where it stood, with its answers, and the vendor is told. */
@Injectable()
export class BringingBack {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly sending: SendingService,
    private readonly mail: SendingMail,
    private readonly told: InvitedMail,
  ) {}

  async bringBack(id: string, { reason, dueOn, confirmed }: BroughtBackAssessment): Promise<void> {
    const cancelled = await this.lock(id);
    // What a follow-up asked is open again since, and is sent anew.
    if (cancelled.state !== 'cancelled' || cancelled.followsId !== null) throw wrongState(cancelled.state);
    const { engagementId, cancelledFrom: state, questionnaireVersionId, contactName: name } = cancelled;
    const subject = await this.sending.requireOpen(engagementId);
    if (!cancelled.contactActive)
      throw conflict('contact-inactive', say('refusal.contact-inactive', { name }));
    const answerable = isAnswerable(state);
    const mail = answerable ? 'assessment-brought-back' : 'assessment-stands-again';
    // What the vendor declined is with the members: it is told once they ask again.
    const toTell = state !== 'draft' && state !== 'declined';
    if (toTell) await this.told.refuseCrowd(mail, cancelled);
    const second = await this.sending.confirmSecond(engagementId, questionnaireVersionId, confirmed);
    const today = await this.clock.today();
    const due = answerable ? (dueOn ?? cancelled.dueOn) : cancelled.dueOn;
    if (answerable && due <= today)
      throw invalid([{ field: 'dueOn', message: say('engagement.service.give-a-day-after') }]);
    const scheduleVersion = cancelled.scheduleVersion + 1;
    await this.database.update(
      AssessmentEntity,
      { id },
      {
        state,
        dueOn: due,
        graceUntil: expression`greatest(grace_until, ${addDays(due, GRACE_DAYS)}::date)`,
        scheduleVersion,
        revision: expression`revision + 1`,
        // As it would be sent today: what was changed since has passed by what was cancelled.
        facts: subject.intake,
        vendorName: subject.vendorName,
        serviceName: subject.name,
        contactName: name,
      },
    );
    await this.reviveInvitations(id, cancelled.contactId);
    const staleSince = expression`clock_timestamp()`;
    await this.database.update(AssessmentProgressEntity, { assessmentId: id }, { staleSince });
    await this.audit.record({
      what: 'assessment.brought-back',
      object: { kind: 'assessment', id },
      before: { state: 'cancelled', dueOn: cancelled.dueOn },
      after: { state, dueOn: due, reason, ...second },
    });
    if (answerable) await this.mail.remind({ id, dueOn: due, startsOn: today, scheduleVersion });
    if (toTell) await this.told.tell(id, mail);
    this.changes.note(assessmentBroughtBack({ assessmentId: id, engagementId }));
  }

  /** Those that ended with the lead's, in the same moment; the mail brings a fresh link, and former ones stay ended. */
  private async reviveInvitations(assessmentId: string, contactId: string): Promise<void> {
    await this.database.query(
      `
      update app.invitation i set revoked_at = null, links_since = clock_timestamp() + (app.now() - now())
      from app.invitation lead
      where i.organisation_id = :organisationId and i.assessment_id = :assessmentId and not i.handed_over
        and lead.organisation_id = i.organisation_id and lead.assessment_id = i.assessment_id
        and lead.contact_id = :contactId and lead.revoked_at = i.revoked_at`,
      { assessmentId, contactId },
    );
  }

  /** The contact first, as whoever replaces or deactivates one does: nobody who leaves this moment is asked. */
  private lock(id: string): Promise<Cancelled> {
    return this.database.one<Cancelled>(
      `select a.engagement_id, a.questionnaire_version_id, a.state, a.follows_id, a.schedule_version, a.due_on,
         c.id as contact_id, c.name as contact_name, c.active as contact_active,
         ${cancelledFrom} as cancelled_from
       from app.assessment a
       join app.contact c on c.organisation_id = a.organisation_id and c.id = a.contact_id
       left join app.assessment_outcome u on u.organisation_id = a.organisation_id and u.assessment_id = a.id
       where a.organisation_id = :organisationId and a.id = :id
       for share of c for update of a`,
      { id },
      'assessment',
    );
  }
}
