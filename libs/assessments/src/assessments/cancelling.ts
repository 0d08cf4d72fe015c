import { Injectable } from '@nestjs/common';
import { type AssessmentState, REVIEWABLE_STATES, UNANSWERED_STATES } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Milestones } from '@countersign/notifications';
import { Changes, Database, expression, say, textList, type Words } from '@countersign/platform';
import { AssessmentEntity } from './assessment.entity';
import { assessmentCancelled } from './assessment-changes';
import { InvitationEntity } from './invitation.entity';
import { InvitedMail } from './invited-mail';
import { Outcomes } from './outcomes';
import { RespondentGrantEntity } from './respondent-grant.entity';

/**
 * Why an assessment ends before it was answered: a member's word, the submission that asked the same, or an intake by
 * which none of its questions is asked any more.
 */
export type CancelledBecause =
  | { readonly reason: string; /** What the vendor is told beside it. */ readonly message?: string | null }
  | { readonly supersededBy: string }
  | { readonly noQuestionsLeft: true };

/** Ends what is with a vendor: its links, what was opened by them, and its reminders. */
@Injectable()
export class Cancelling {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly milestones: Milestones,
    private readonly changes: Changes,
    private readonly told: InvitedMail,
    private readonly outcomes: Outcomes,
  ) {}

  /** By a member, who may not fill a mailbox by doing it again and again. */
  async cancelByHand(
    assessment: { readonly id: string; readonly engagementId: string; readonly state: AssessmentState },
    because: Extract<CancelledBecause, { readonly reason: string }>,
  ): Promise<void> {
    if (assessment.state !== 'draft') await this.told.refuseCrowd('assessment-cancelled', assessment);
    await this.cancel(assessment, because);
  }

  async cancel(
    { id, engagementId }: { readonly id: string; readonly engagementId: string },
    because: CancelledBecause,
  ): Promise<void> {
    const reason = 'reason' in because ? because.reason : null;
    const message = ('message' in because && because.message) || null;
    const { state } = await this.database.one<Pick<AssessmentEntity, 'state'>>(
      'select a.state from app.assessment a where a.organisation_id = :organisationId and a.id = :id',
      { id },
    );
    await this.outcomes.keep(id, {
      cancelledReason: reason,
      cancelledMessage: message,
      cancelledFrom: state,
      noQuestionsLeft: 'noQuestionsLeft' in because,
    });
    if (reason !== null && state !== 'draft')
      await this.told.tell(id, 'assessment-cancelled', { payload: { cancelledMessage: message ?? '' } });
    await this.database.update(AssessmentEntity, { id }, { state: 'cancelled' });
    await this.database.delete(RespondentGrantEntity, { assessmentId: id });
    await this.database.update(
      InvitationEntity,
      { assessmentId: id, revokedAt: null },
      { revokedAt: expression`app.now()` },
    );
    await this.milestones.close({
      object: { kind: 'assessment', id },
      because: mailReason(because),
    });
    await this.audit.record({
      what: 'assessment.cancelled',
      object: { kind: 'assessment', id },
      after: because,
    });
    this.changes.note(assessmentCancelled({ assessmentId: id, engagementId }));
  }

  /**
   * A submission of the whole questionnaire has asked what follow-ups of a former one still ask. Those are locked
   * first: whoever sends one meanwhile waits, and finds nothing left to ask.
   */
  async endSuperseded(submittedId: string): Promise<void> {
    await this.database.query(
      `select o.id from app.assessment o
       where o.organisation_id = :organisationId and o.id in (${OF_THE_SAME})
         and o.follows_id is null and o.id <> :submittedId
         and o.state in (${textList([...REVIEWABLE_STATES, 'closed'])})
       order by o.id for no key update of o`,
      { submittedId },
    );
    const superseded = await this.database.query<{ id: string; engagementId: string }>(
      `select o.id, o.engagement_id from app.assessment o
       where o.organisation_id = :organisationId and o.id in (${OF_THE_SAME})
         and o.follows_id is not null and o.state in (${textList(UNANSWERED_STATES)})
       order by o.id for no key update of o`,
      { submittedId },
    );
    for (const followUp of superseded) await this.cancel(followUp, { supersededBy: submittedId });
  }
}

function mailReason(because: CancelledBecause): Words {
  if ('reason' in because) return say('mail-reason.cancelled');
  return 'supersededBy' in because
    ? say('mail-reason.follow-up-superseded')
    : say('mail-reason.no-questions-left');
}

/** Assessments of the same questionnaire about the same engagement; none where a follow-up was submitted. */
const OF_THE_SAME = `
  select t.id
  from app.assessment a
  join app.questionnaire_version v
    on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
  join app.questionnaire_version w
    on w.organisation_id = v.organisation_id and w.questionnaire_id = v.questionnaire_id
  join app.assessment t on t.organisation_id = a.organisation_id and t.engagement_id = a.engagement_id
    and t.questionnaire_version_id = w.id
  where a.organisation_id = :organisationId and a.id = :submittedId and a.follows_id is null`;
