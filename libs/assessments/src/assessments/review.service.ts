import { Injectable } from '@nestjs/common';
import {
  addDays,
  ANSWERABLE_STATES,
  canMove,
  dueAfterReturn,
  isAnswerable,
  REVIEWABLE_STATES,
} from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Changes,
  Clock,
  conflict,
  Database,
  expression,
  invalid,
  type MemberActor,
  say,
  textList,
} from '@countersign/platform';
import { Cancelling } from './cancelling';
import { AssessmentEntity } from './assessment.entity';
import { AssessmentProgressEntity } from './assessment-progress.entity';
import type { CancelAssessment, CloseAssessment, ReturnAssessment } from './assessment.dto';
import { assessmentClosed, assessmentRescheduled, assessmentReturned } from './assessment-changes';
import { Outcomes } from './outcomes';
import { ReturnedQuestions } from './returned-questions';
import { contactOf, refuseUnseen, ReviewLock } from './review-lock';
import { ReviewMail } from './review-mail';
import { GRACE_DAYS, invitationTo } from './sending.service';
import { wrongState } from './wrong-state';

/** The engagement `e` has ended, and with it what its vendor was asked; some ends let that go on. */
export const calledOff = `(e.state = 'ended' and not coalesce(e.end_keeps_assessments, false))`;

/** How an assessment goes on once it is submitted, and how it ends. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly locked: ReviewLock,
    private readonly changes: Changes,
    private readonly mail: ReviewMail,
    private readonly cancelling: Cancelling,
    private readonly outcomes: Outcomes,
    private readonly returned: ReturnedQuestions,
  ) {}

  async close(
    id: string,
    { recommendation, summary, revision }: CloseAssessment,
    member: MemberActor,
  ): Promise<void> {
    const assessment = await this.locked.takeUp(id, member);
    refuseUnseen(assessment, revision);
    await this.database.update(
      AssessmentEntity,
      { id },
      { state: 'closed', closedAt: expression`app.now()`, closedBy: member.name },
    );
    await this.outcomes.keep(id, { recommendation, summary });
    await this.audit.record({
      what: 'assessment.closed',
      object: { kind: 'assessment', id },
      after: { recommendation, summary },
    });
    this.changes.note(assessmentClosed({ assessmentId: id, engagementId: assessment.engagementId }));
  }

  /** Back to the vendor, by another day: the ladder starts again under a new schedule version. */
  async returnToVendor(
    id: string,
    { message, dueOn, questions, revision }: ReturnAssessment,
    member: MemberActor,
  ): Promise<void> {
    const today = await this.clock.today();
    if (dueOn !== null && dueOn <= today)
      throw invalid([{ field: 'dueOn', message: say('engagement.service.give-a-day-after') }]);
    const end = await this.endOf(id);
    const assessment = await this.locked.takeUp(id, member);
    if (end.vendorAway) throw conflict('vendor-archived');
    if (end.calledOff) throw conflict('engagement-ended', say('sending.service.this-engagement-has-ended'));
    refuseUnseen(assessment, revision);
    const due = dueOn ?? dueAfterReturn(assessment.dueOn, today);
    await this.refuseWhileFollowed(id);
    if (assessment.followsId !== null) await this.requireCounting(id);
    const scheduleVersion = assessment.scheduleVersion + 1;
    const round = assessment.returnRound + 1;
    const notes = await this.returned.notes(id, questions);
    await this.database.update(
      AssessmentEntity,
      { id },
      {
        state: 'returned',
        returnedMessage: message,
        returnRound: round,
        returnedAt: expression`app.now()`,
        returnedBy: member.name,
        returnedInPart: notes.length > 0,
        dueOn: due,
        scheduleVersion,
        revision: expression`revision + 1`,
        graceUntil: expression`greatest(grace_until, ${addDays(due, GRACE_DAYS)}::date)`,
      },
    );
    await this.takeOverAnswers(id);
    await this.returned.keep(id, { round, versionId: assessment.questionnaireVersionId, notes });
    await this.audit.record({
      what: 'assessment.returned',
      object: { kind: 'assessment', id },
      before: { dueOn: assessment.dueOn },
      after: { message, dueOn: due, questions: notes.map(({ question }) => question) },
    });
    const titles = await this.returned.titles(assessment.questionnaireVersionId, notes);
    await this.mail.returned(id, {
      contact: contactOf(assessment),
      dueOn: due,
      today,
      scheduleVersion,
      titles,
    });
    const { engagementId } = assessment;
    this.changes.note(assessmentReturned({ assessmentId: id, engagementId }));
    if (due !== assessment.dueOn)
      this.changes.note(assessmentRescheduled({ assessmentId: id, engagementId }));
  }

  async cancel(id: string, because: CancelAssessment): Promise<void> {
    const assessment = await this.locked.lock(id);
    await this.refuseWhileFollowed(id);
    if (!canMove(assessment.state, 'cancelled')) throw wrongState(assessment.state);
    await this.cancelling.cancelByHand({ id, ...assessment }, because);
  }

  async sendAgain(id: string): Promise<void> {
    const assessment = await this.locked.lock(id);
    if (!isAnswerable(assessment.state)) throw wrongState(assessment.state);
    const mail = invitationTo(assessment.followsId);
    await this.mail.sending.inviteAgain(
      { id, engagementId: assessment.engagementId, mail },
      contactOf(assessment),
    );
    await this.audit.record({ what: 'assessment.sent-again', object: { kind: 'assessment', id } });
  }

  /** What the vendor has answered in follow-ups stands in the form that comes back: nobody is asked it twice. */
  private async takeOverAnswers(id: string): Promise<void> {
    await this.database.query(
      `insert into app.answer_revision
         (organisation_id, assessment_id, question, revision, section, value, by_contact_id, by_name, at)
       select distinct on (r.question) r.organisation_id, a.id, r.question,
         coalesce((select max(o.revision) from app.answer_revision o
                   where o.organisation_id = a.organisation_id and o.assessment_id = a.id
                     and o.question = r.question), 0) + 1,
         r.section, r.value, r.by_contact_id, r.by_name, r.at
       from app.assessment a
       join app.assessment f on f.organisation_id = a.organisation_id and f.follows_id = a.id
         and f.state <> 'cancelled' and f.submitted_at is not null and f.sent_at >= a.submitted_at
       join app.answer_revision r on r.organisation_id = f.organisation_id and r.assessment_id = f.id
         and r.question = any (f.asked_questions)
       where a.organisation_id = :organisationId and a.id = :id
       order by r.question, f.submitted_at desc, r.revision desc`,
      { id },
    );
    await this.database.update(
      AssessmentProgressEntity,
      { assessmentId: id },
      { staleSince: expression`clock_timestamp()` },
    );
  }

  /** Once the whole questionnaire is with the vendor, or came back, its own form asks what the follow-up did. */
  private async requireCounting(id: string): Promise<void> {
    const counting = await this.database.maybeOne(
      `select f.id
       from app.assessment f
       join app.assessment a on a.organisation_id = f.organisation_id and a.id = f.follows_id
       join app.questionnaire_version v
         on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
       where f.organisation_id = :organisationId and f.id = :id
         and a.state in (${textList([...REVIEWABLE_STATES, 'closed'])}) and f.sent_at >= a.submitted_at
         and not exists (
           select from app.assessment n
           join app.questionnaire_version w
             on w.organisation_id = n.organisation_id and w.id = n.questionnaire_version_id
           where n.organisation_id = a.organisation_id and n.engagement_id = a.engagement_id
             and w.questionnaire_id = v.questionnaire_id and n.follows_id is null and n.state <> 'cancelled'
             and n.submitted_at > a.submitted_at)
       for share of a`,
      { id },
    );
    if (counting === null) throw conflict('follow-up-over', say('refusal.follow-up-over'));
  }

  /** What was opened since would be asked twice: in the follow-up and in the form that comes back. */
  private async refuseWhileFollowed(id: string): Promise<void> {
    const open = await this.database.query(
      `select f.id from app.assessment f
       where f.organisation_id = :organisationId and f.follows_id = :id
         and f.state in (${textList(ANSWERABLE_STATES)}) limit 1`,
      { id },
    );
    if (open.length > 0) throw conflict('follow-up-open', say('refusal.follow-up-open'));
  }

  /** Locked, and before the assessment, as whoever ends the engagement does. */
  private endOf(id: string): Promise<{ readonly calledOff: boolean; readonly vendorAway: boolean }> {
    return this.database.one(
      `select ${calledOff} as called_off, v.state <> 'active' as vendor_away
       from app.engagement e
       join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
       where e.organisation_id = :organisationId and e.id = (
         select a.engagement_id from app.assessment a where a.organisation_id = :organisationId and a.id = :id)
       for no key update of e for share of v`,
      { id },
      'assessment',
    );
  }
}
