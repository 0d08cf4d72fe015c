import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { asJson, Changes, Database, type MemberActor, stale } from '@countersign/platform';
import { answerReviewed } from './assessment-changes';
import type { NewReview, ReviewOfAnswer, StandingReview } from './desk.dto';
import { type LockedAssessment, ReviewLock } from './review-lock';
import { ReviewableQuestions } from './reviewable-questions';
import { wrongState } from './wrong-state';

/** What is said of one answer; without a verdict what was said is taken back. */
export interface Judgement extends Omit<NewReview, 'verdict'> {
  readonly question: string;
  readonly verdict: NewReview['verdict'] | null;
}

interface Standing extends StandingReview {
  readonly question: string;
  readonly answerRevision: number;
}

interface Judged {
  readonly review: Judgement;
  readonly present: Standing;
}

/** What reviewers say of answers. */
@Injectable()
export class Reviewing {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly questions: ReviewableQuestions,
    private readonly changes: Changes,
    private readonly locked: ReviewLock,
  ) {}

  async reviewAnswer(id: string, question: string, review: NewReview, member: MemberActor): Promise<void> {
    const [met] = await this.judge(id, [{ ...review, question }], member);
    if (met === undefined) return;
    const { revision, verdict, points, note, by } = met;
    throw stale({ revision, verdict, points, note, by });
  }

  /** Answers the questions on which somebody else was faster: nothing is recorded there. */
  async reviewAnswers(
    id: string,
    reviews: readonly ReviewOfAnswer[],
    member: MemberActor,
  ): Promise<string[]> {
    const judgements = reviews.map((review) => ({ ...review, note: null }));
    return (await this.judge(id, judgements, member)).map(({ question }) => question);
  }

  /** In as many statements for a whole section as for one answer. */
  private async judge(id: string, reviews: readonly Judgement[], member: MemberActor): Promise<Standing[]> {
    const assessment = await this.reviewable(id, reviews, member);
    for (const review of reviews)
      await this.questions.requireReviewable(assessment.questionnaireVersionId, review.question, review);
    const standing = new Map(
      (await this.standing(id, reviews)).map((present) => [present.question, present]),
    );
    const met: Standing[] = [];
    const judged: Judged[] = [];
    for (const review of reviews) {
      const present = standing.get(review.question);
      if (present === undefined) continue;
      const seen = present.revision === review.revision && present.answerRevision === review.answerRevision;
      if (seen) judged.push({ review, present });
      else met.push(present);
    }
    await this.keep(id, judged, member);
    if (judged.length > 0) {
      this.changes.note(answerReviewed({ assessmentId: id, engagementId: assessment.engagementId }));
    }
    return met;
  }

  private async keep(id: string, judged: readonly Judged[], member: MemberActor): Promise<void> {
    if (judged.length === 0) return;
    const rows = judged.map(({ review: { question, verdict, points, note, answerRevision } }) => ({
      question,
      revision: answerRevision,
      verdict,
      points: points == null ? null : Math.round(points * 10_000),
      note: verdict === null ? null : note,
    }));
    await this.database.query(
      `insert into app.answer_review
         (organisation_id, assessment_id, question, revision, verdict, points, note, by_member_id, by_name)
       select :organisationId, :id, j.question, j.revision, j.verdict, j.points, j.note, :memberId, :name
       from jsonb_to_recordset(:rows::jsonb)
         as j (question text, revision integer, verdict text, points integer, note text)
       on conflict (organisation_id, assessment_id, question) do update set
         revision = excluded.revision, verdict = excluded.verdict, points = excluded.points, note = excluded.note,
         by_member_id = excluded.by_member_id, by_name = excluded.by_name, at = app.now(), judged = answer_review.judged + 1`,
      {
        organisationId: this.database.organisationId,
        id,
        rows: asJson(rows),
        memberId: member.memberId,
        name: member.name,
      },
    );
    await this.audit.recordEach(judged.map((one) => lineOf(id, one)));
  }

  /** The assessment is locked before, so that of two reviewers the second sees what the first has said. */
  private standing(id: string, reviews: readonly Judgement[]): Promise<Standing[]> {
    return this.database.query<Standing>(
      `select n.question, n.revision as answer_revision, coalesce(w.judged, 0) as revision, w.verdict,
         w.points / 10000.0::float8 as points, w.note, case when w.verdict is not null then w.by_name end as by
       from (
         select q.question, coalesce((
           select max(r.revision) from app.answer_revision r
           where r.organisation_id = :organisationId and r.assessment_id = :id and r.question = q.question), 0) as revision
         from unnest(:questions::text[]) as q (question)) n
       left join app.answer_review w on w.organisation_id = :organisationId and w.assessment_id = :id
         and w.question = n.question and w.revision = n.revision`,
      { id, questions: reviews.map(({ question }) => question) },
    );
  }

  /** A knock-out that nobody had judged when the review was closed is judged later: approval waits for it. */
  private async reviewable(
    id: string,
    reviews: readonly Judgement[],
    member: MemberActor,
  ): Promise<LockedAssessment> {
    const assessment = await this.locked.lock(id);
    if (assessment.state !== 'closed') return this.locked.takeUp(id, member);
    const [review] = reviews;
    const judges = review?.verdict === 'accepted' || review?.verdict === 'rejected';
    if (review === undefined || reviews.length > 1 || !judges) throw wrongState('closed');
    const waits = await this.questions.waitsForJudgement(id, assessment, review.question);
    if (!waits) throw wrongState('closed');
    return assessment;
  }
}

function lineOf(id: string, { review, present }: Judged) {
  const { question, verdict, note } = review;
  const before = { verdict: present.verdict, points: present.points, note: present.note };
  const object = { kind: 'assessment', id };
  if (verdict === null) return { what: 'answer.review-taken-back', object, before, after: { question } };
  return {
    what: 'answer.reviewed',
    object,
    ...(present.verdict !== null && { before }),
    after: { question, verdict, points: review.points ?? null, note },
  };
}
