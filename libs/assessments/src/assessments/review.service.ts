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
import { Ledger, type MailFacts } from '@countersign/notifications';
import {
  Changes,
  Clock,
  conflict,
  Database,
  expression,
  invalid,
  notFound,
  type MemberActor,
  refuseStale,
  say,
  stale,
  textList,
} from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import { Cancelling } from './cancelling';
import { AssessmentEntity } from './assessment.entity';
import { AssessmentProgressEntity } from './assessment-progress.entity';
import type {
  CancelAssessment,
  CloseAssessment,
  NewReview,
  ReturnAssessment,
  StandingReview,
} from './assessment.dto';
import {
  answerReviewed,
  assessmentClosed,
  assessmentRescheduled,
  assessmentReturned,
} from './assessment-changes';
import { Outcomes } from './outcomes';
import { ReturnedQuestions } from './returned-questions';
import { Submissions } from './submissions';
import { GRACE_DAYS, invitationTo, SendingMail, type InvitedContact } from './sending.service';
import { wrongState } from './wrong-state';

/** The engagement `e` has ended, and with it what its vendor was asked; some ends let that go on. */
export const calledOff = `(e.state = 'ended' and not coalesce(e.end_keeps_assessments, false))`;

interface LockedAssessment extends Pick<
  AssessmentEntity,
  | 'engagementId'
  | 'questionnaireVersionId'
  | 'state'
  | 'scheduleVersion'
  | 'returnRound'
  | 'dueOn'
  | 'followsId'
> {
  readonly contactId: string;
  readonly contactName: string;
  readonly contactEmail: string;
}

/** A mail stays short: the page lists them all. */
const TITLES_IN_MAIL = 12;

/** Empty where none is named: the paragraph is left out. */
function returnedInMail(titles: readonly string[]): MailFacts {
  if (titles.length === 0) return { returnedCount: '', returnedQuestions: '' };
  const more = titles.length > TITLES_IN_MAIL ? ['…'] : [];
  return {
    returnedCount: titles.length,
    returnedQuestions: [...titles.slice(0, TITLES_IN_MAIL), ...more].join('\n'),
  };
}

/** The mail of a review. */
@Injectable()
export class ReviewMail {
  constructor(
    private readonly ledger: Ledger,
    readonly sending: SendingMail,
  ) {}

  async returned(
    assessmentId: string,
    change: {
      contact: InvitedContact;
      dueOn: string;
      today: string;
      scheduleVersion: number;
      titles: readonly string[];
    },
  ): Promise<void> {
    await this.ledger.enqueue({
      occasion: `assessment:${assessmentId}:returned:${change.scheduleVersion}`,
      kind: 'assessment-returned',
      recipient: { address: change.contact.email, name: change.contact.name, contactId: change.contact.id },
      object: { kind: 'assessment', id: assessmentId },
      immediate: true,
      payload: returnedInMail(change.titles),
    });
    await this.sending.remind({ id: assessmentId, startsOn: change.today, ...change });
  }
}

/** The question must be one of the version that was sent, and points one of those it offers. */
@Injectable()
export class ReviewableQuestions {
  constructor(
    private readonly questionnaires: Questionnaires,
    private readonly submissions: Submissions,
  ) {}

  /** A knock-out of this submission on whose answer nobody has said anything. */
  async waitsForJudgement(
    assessmentId: string,
    { engagementId }: { readonly engagementId: string },
    question: string,
  ): Promise<boolean> {
    const submissions = await this.submissions.ofEngagement(engagementId);
    const submission = submissions.find((one) => one.assessmentId === assessmentId);
    return submission?.knockouts.some((one) => one.question === question && !one.judged) ?? false;
  }

  async requireReviewable(
    versionId: string,
    question: string,
    { verdict, points, note }: NewReview,
  ): Promise<void> {
    const { questions } = await this.questionnaires.compiled(versionId);
    const found = questions.find(({ id }) => id === question);
    if (found === undefined) throw notFound('question');
    if (verdict !== 'accepted' && (note === null || note === '')) {
      throw invalid([{ field: 'note', message: say('review.service.say-what-is-missing') }]);
    }
    if (points == null) return;
    const offered = found.scoring?.reviewerPoints ?? [];
    if (!offered.includes(points)) {
      throw invalid([{ field: 'points', message: say('review.service.this-question-offers-no') }]);
    }
  }
}

/** What reviewers do with an assessment once it is submitted, and how it ends. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly questions: ReviewableQuestions,
    private readonly changes: Changes,
    private readonly mail: ReviewMail,
    private readonly cancelling: Cancelling,
    private readonly outcomes: Outcomes,
    private readonly returned: ReturnedQuestions,
  ) {}

  async reviewAnswer(id: string, question: string, review: NewReview, member: MemberActor): Promise<void> {
    const assessment = await this.reviewable(id, { question, review }, member);
    await this.questions.requireReviewable(assessment.questionnaireVersionId, question, review);
    const { answerRevision, ...present } = await this.standing(id, question);
    refuseStale(present, review.revision);
    if (review.answerRevision !== answerRevision) throw stale(present);
    const points = review.points == null ? null : Math.round(review.points * 10_000);
    await this.database.query(
      `insert into app.answer_review
         (organisation_id, assessment_id, question, revision, verdict, points, note, by_member_id, by_name)
       values (:organisationId, :id, :question,
         :answerRevision, :verdict, :points, :note, :memberId, :name)
       on conflict (organisation_id, assessment_id, question) do update set
         revision = excluded.revision, verdict = excluded.verdict, points = excluded.points, note = excluded.note,
         by_member_id = excluded.by_member_id, by_name = excluded.by_name, at = app.now(), judged = answer_review.judged + 1`,
      {
        id,
        question,
        answerRevision,
        verdict: review.verdict,
        points,
        note: review.note,
        memberId: member.memberId,
        name: member.name,
      },
    );
    await this.audit.record({
      what: 'answer.reviewed',
      object: { kind: 'assessment', id },
      ...(present.verdict !== null && {
        before: { verdict: present.verdict, points: present.points, note: present.note },
      }),
      after: { question, verdict: review.verdict, points: review.points ?? null, note: review.note },
    });
    this.changes.note(answerReviewed({ assessmentId: id, engagementId: assessment.engagementId }));
  }

  async close(id: string, { recommendation, summary }: CloseAssessment, member: MemberActor): Promise<void> {
    const assessment = await this.takeUp(id, member);
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
    { message, dueOn, questions }: ReturnAssessment,
    member: MemberActor,
  ): Promise<void> {
    const today = await this.clock.today();
    if (dueOn !== null && dueOn <= today)
      throw invalid([{ field: 'dueOn', message: say('engagement.service.give-a-day-after') }]);
    const end = await this.endOf(id);
    const assessment = await this.takeUp(id, member);
    if (end.vendorAway) throw conflict('vendor-archived');
    if (end.calledOff) throw conflict('engagement-ended', say('sending.service.this-engagement-has-ended'));
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
    const assessment = await this.lock(id);
    await this.refuseWhileFollowed(id);
    if (!canMove(assessment.state, 'cancelled')) throw wrongState(assessment.state);
    await this.cancelling.cancelByHand({ id, ...assessment }, because);
  }

  async sendAgain(id: string): Promise<void> {
    const assessment = await this.lock(id);
    if (!isAnswerable(assessment.state)) throw wrongState(assessment.state);
    const mail = invitationTo(assessment.followsId);
    await this.mail.sending.inviteAgain(
      { id, engagementId: assessment.engagementId, mail },
      contactOf(assessment),
    );
    await this.audit.record({ what: 'assessment.sent-again', object: { kind: 'assessment', id } });
  }

  /** The assessment is locked before, so that of two reviewers the second sees what the first has said. */
  private standing(id: string, question: string): Promise<StandingReview & { answerRevision: number }> {
    return this.database.one(
      `select n.revision as answer_revision, coalesce(w.judged, 0) as revision, w.verdict,
         w.points / 10000.0::float8 as points, w.note, w.by_name as by
       from (
         select coalesce(max(r.revision), 0) as revision from app.answer_revision r
         where r.organisation_id = :organisationId and r.assessment_id = :id and r.question = :question) n
       left join app.answer_review w on w.organisation_id = :organisationId and w.assessment_id = :id
         and w.question = :question and w.revision = n.revision`,
      { id, question },
    );
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

  /** The first act of a reviewer takes a submitted assessment into review. */
  private async takeUp(id: string, member: MemberActor): Promise<LockedAssessment> {
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

  /** A knock-out that nobody had judged when the review was closed is judged later: approval waits for it. */
  private async reviewable(
    id: string,
    { question, review }: { readonly question: string; readonly review: NewReview },
    member: MemberActor,
  ): Promise<LockedAssessment> {
    const assessment = await this.lock(id);
    if (assessment.state !== 'closed') return this.takeUp(id, member);
    const waits = await this.questions.waitsForJudgement(id, assessment, question);
    if (!waits || review.verdict === 'clarify') throw wrongState('closed');
    return assessment;
  }

  private lock(id: string): Promise<LockedAssessment> {
    return this.database.one<LockedAssessment>(
      `select a.engagement_id, a.questionnaire_version_id, a.state, a.schedule_version, a.return_round, a.due_on,
         a.follows_id,
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

function contactOf({ contactId, contactName, contactEmail }: LockedAssessment): InvitedContact {
  return { id: contactId, name: contactName, email: contactEmail };
}
