import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES, type AssessmentState } from '@countersign/domain';
import {
  assessmentAskedAgain,
  AssessmentDeclineEntity,
  assessmentDeclined,
  AssessmentEntity,
  graceFromToday,
  SendingMail,
} from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { Milestones } from '@countersign/notifications';
import {
  Changes,
  Clock,
  conflict,
  Database,
  expression,
  say,
  type RespondentActor,
} from '@countersign/platform';
import type { Declining } from './responding.dto';
import { SubmissionMail } from './submission';

interface Answerable {
  readonly engagementId: string;
  readonly state: AssessmentState;
  readonly dueOn: string;
  readonly scheduleVersion: number;
}

/** The vendor says that it will not answer, and takes that back: its answers stay as they are. */
@Injectable()
export class DecliningService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly milestones: Milestones,
    private readonly sending: SendingMail,
    private readonly mail: SubmissionMail,
  ) {}

  async decline(actor: RespondentActor, { scope, because }: Declining): Promise<void> {
    const { assessmentId: id, sections } = actor;
    // Whoever answers a part of it does not speak for the whole.
    if (sections !== null) throw conflict('declines-in-part');
    const { engagementId, state } = await this.lock(id);
    const fromState = ANSWERABLE_STATES.find((one) => one === state);
    if (fromState === undefined) throw conflict('assessment-closed', say('refusal.assessment-closed'));
    await this.database.continueAsJob('declined assessment');
    const byName = actor.name ?? '';
    const decline = await this.database.insert(
      AssessmentDeclineEntity,
      { assessmentId: id, scope, because, byName, fromState },
      ['id'],
    );
    await this.database.update(AssessmentEntity, { id }, { state: 'declined' });
    await this.milestones.close({ object: { kind: 'assessment', id }, because: say('mail-reason.declined') });
    await this.audit.record({
      what: 'assessment.declined',
      object: { kind: 'assessment', id },
      before: { state },
      after: { state: 'declined', declines: scope, because },
      by: { kind: 'respondent', id: actor.contactId, name: byName },
    });
    await this.mail.confirmDecline(id, decline.id, {
      declinedBy: byName,
      declinedScope: scope,
      declinedBecause: because,
    });
    this.changes.note(assessmentDeclined({ assessmentId: id, engagementId }));
  }

  /** By the day that it was asked for; reminders of that day start anew. */
  async takeUp(actor: RespondentActor): Promise<void> {
    const { assessmentId: id } = actor;
    // whoever answers a part of it has not declined the whole, and does not take that back
    if (actor.sections !== null) throw conflict('declines-in-part');
    const { engagementId, state, dueOn, scheduleVersion: former } = await this.lock(id);
    if (state !== 'declined') throw conflict('not-declined');
    await this.database.continueAsJob('declined assessment');
    const byName = actor.name ?? '';
    const [ended] = await this.database.update(
      AssessmentDeclineEntity,
      { assessmentId: id, endedAt: null },
      { endedAt: expression`app.now()`, endedBy: byName },
      ['id', 'fromState'],
    );
    if (ended === undefined) throw new Error('A declined assessment has no row of its decline.');
    const scheduleVersion = former + 1;
    await this.database.update(
      AssessmentEntity,
      { id },
      {
        state: ended.fromState,
        scheduleVersion,
        graceUntil: graceFromToday,
      },
    );
    await this.audit.record({
      what: 'assessment.taken-up',
      object: { kind: 'assessment', id },
      before: { state },
      after: { state: ended.fromState },
      by: { kind: 'respondent', id: actor.contactId, name: byName },
    });
    await this.sending.remind({ id, dueOn, startsOn: await this.clock.today(), scheduleVersion });
    await this.mail.tellOwner(id, {
      kind: 'assessment-taken-up-notice',
      act: `taken-up:${ended.id}`,
      payload: { declinedBy: byName },
    });
    this.changes.note(assessmentAskedAgain({ assessmentId: id, engagementId }));
  }

  private lock(id: string): Promise<Answerable> {
    return this.database.one<Answerable>(
      `select a.engagement_id, a.state, a.due_on, a.schedule_version from app.assessment a
       where a.organisation_id = :organisationId and a.id = :id for update`,
      { id },
      'assessment',
    );
  }
}
