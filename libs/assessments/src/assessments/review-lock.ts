import { Injectable } from '@nestjs/common';
import { canMove } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Database, expression, type MemberActor, refuseStale } from '@countersign/platform';
import type { ToReview } from './assessment.dto';
import { AssessmentEntity } from './assessment.entity';
import type { InvitedContact } from './sending.service';
import { wrongState } from './wrong-state';

export interface LockedAssessment extends Pick<
  AssessmentEntity,
  | 'engagementId'
  | 'questionnaireVersionId'
  | 'state'
  | 'scheduleVersion'
  | 'returnRound'
  | 'dueOn'
  | 'followsId'
  | 'submittedAt'
  | 'returnedAt'
  | 'returnedBy'
  | 'revision'
> {
  readonly contactId: string;
  readonly contactName: string;
  readonly contactEmail: string;
}

/** One reviewer at a time: the second sees what the first has done. */
@Injectable()
export class ReviewLock {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The first act of a reviewer takes a submitted assessment into review. */
  async takeUp(id: string, member: MemberActor): Promise<LockedAssessment> {
    const assessment = await this.lock(id);
    if (assessment.state === 'in-review') return assessment;
    if (!canMove(assessment.state, 'in-review')) throw wrongState(assessment.state);
    await this.database.update(
      AssessmentEntity,
      { id },
      { state: 'in-review', reviewStartedAt: expression`app.now()`, reviewerId: member.memberId },
    );
    await this.audit.record({ what: 'assessment.taken-into-review', object: { kind: 'assessment', id } });
    return assessment;
  }

  lock(id: string): Promise<LockedAssessment> {
    return this.database.one<LockedAssessment>(
      `select a.engagement_id, a.questionnaire_version_id, a.state, a.schedule_version, a.return_round, a.due_on,
         a.follows_id, a.submitted_at, a.returned_at, a.returned_by, a.revision,
         c.id as contact_id, c.name as contact_name, c.email as contact_email
       from app.assessment a
       join app.contact c on c.organisation_id = a.organisation_id and c.id = a.contact_id
       where a.organisation_id = :organisationId and a.id = :id
       for update of a`,
      { id },
      'assessment',
    );
  }
}

/** Whoever closes or returns says which submission they read: nobody decides on answers that they have not seen. */
export function refuseUnseen(assessment: LockedAssessment, seen: number): void {
  const { state, submittedAt, returnedAt, returnedBy, contactName, revision } = assessment;
  const present: ToReview = { state, submittedAt, returnedAt, returnedBy, contactName, revision };
  refuseStale(present, seen);
}

export function contactOf({ contactId, contactName, contactEmail }: LockedAssessment): InvitedContact {
  return { id: contactId, name: contactName, email: contactEmail };
}
