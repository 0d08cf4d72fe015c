import { Injectable } from '@nestjs/common';
import {
  effectiveFacts,
  visibleAnswers,
  type AnswerReview,
  type AnswerSheet,
  type Backing,
  type CompiledQuestionnaire,
  type FactsInForce,
  type IntakeFacts,
  type NamedFact,
  type Settlement,
  type Verification,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { Database } from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import { AnswerReader, type LatestAnswer } from './answer.reader';

/** The latest submission of one questionnaire, with all that its score is computed from. */
export interface ScoredSubmission {
  readonly assessmentId: string;
  readonly questionnaireKey: string;
  readonly questionnaire: CompiledQuestionnaire;
  readonly answers: AnswerSheet;
  /** What the form knew: what only another questionnaire names opens questions that it did not ask. */
  readonly factsAtSubmission: FactsInForce;
  readonly settlements: readonly Settlement[];
  readonly reviews: Readonly<Record<string, AnswerReview>>;
  readonly verifications: Readonly<Record<string, Verification>>;
  readonly evidence: Readonly<Record<string, Backing>>;
  readonly offCycle: Readonly<Record<string, string>>;
  readonly submittedOn: string;
  /** By question that a follow-up asked and the vendor answered there: the follow-up. */
  readonly answeredIn: Readonly<Record<string, string>>;
}

interface FoundFollowUp {
  readonly id: string;
  readonly askedQuestions: readonly string[];
  readonly dueOn: string;
  readonly submitted: boolean;
}

interface FoundSubmission {
  readonly id: string;
  readonly questionnaireKey: string;
  readonly questionnaireVersionId: string;
  readonly facts: IntakeFacts;
  readonly elsewhere: readonly NamedFact[] | null;
  readonly factsSubmitted: FactsInForce | null;
  readonly settlements: readonly Settlement[];
  readonly submittedOn: string;
}

type Submitted = Readonly<Record<string, Pick<LatestAnswer, 'value' | 'revision'>>>;

/** Reads what speaks for an engagement: the latest submission of each questionnaire, a returned one as last submitted. */
@Injectable()
export class ScoredSubmissions {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
  ) {}

  /** Oldest first. `submittedNow` are those whose submission this transaction is. */
  async ofEngagement(engagementId: string, submittedNow: ReadonlySet<string>): Promise<ScoredSubmission[]> {
    const found = await this.found(engagementId);
    const submissions: ScoredSubmission[] = [];
    for (const one of found) submissions.push(await this.read(one, submittedNow.has(one.id)));
    return submissions;
  }

  /** What one submission and the follow-ups of it that were signed say by now. */
  async answersOf(id: string): Promise<AnswerSheet> {
    const later = await this.answeredLater(await this.followUps(id));
    return { ...sheetOf(await this.answers.submitted(id)), ...later.answers };
  }

  private found(engagementId: string): Promise<FoundSubmission[]> {
    return this.database.query(
      `select * from (
         select distinct on (v.questionnaire_id)
           a.id, q.key as questionnaire_key, a.questionnaire_version_id, a.facts, a.facts_submitted,
           a.settlements, a.elsewhere,
           a.submitted_at, (a.submitted_at at time zone a.time_zone)::date as submitted_on
         from app.assessment a
         join app.questionnaire_version v
           on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
         join app.questionnaire q on q.organisation_id = v.organisation_id and q.id = v.questionnaire_id
         where a.organisation_id = :organisationId
           and a.engagement_id = :engagementId and a.state <> 'cancelled' and a.submitted_at is not null
           and a.follows_id is null
         order by v.questionnaire_id, a.submitted_at desc, a.id desc) latest
       order by latest.submitted_at, latest.id`,
      { engagementId },
    );
  }

  private async read(found: FoundSubmission, isNew: boolean): Promise<ScoredSubmission> {
    const { id, questionnaireKey, settlements, submittedOn } = found;
    const questionnaire = await this.questionnaires.compiled(found.questionnaireVersionId);
    const submitted = await this.answers.submitted(id);
    const followUps = await this.followUps(id);
    const later = await this.answeredLater(followUps);
    const sheet = sheetOf(submitted);
    const scope = { questionnaire, answers: sheet, settlements, today: submittedOn };
    // Of what is submitted now, or was before anybody kept its facts, its own copy of the intake tells.
    const factsAtSubmission =
      (isNew ? null : found.factsSubmitted) ??
      effectiveFacts({ ...scope, intake: found.facts, elsewhere: found.elsewhere, catalogue: factCatalogue })
        .facts;
    // What was hidden then was not submitted, whatever stands in it.
    const answers = visibleAnswers(questionnaire, { ...scope, facts: factsAtSubmission });
    return {
      assessmentId: id,
      questionnaireKey,
      questionnaire,
      answers: { ...answers, ...later.answers },
      factsAtSubmission,
      settlements,
      reviews: { ...(await this.reviews(id, submitted)), ...later.reviews },
      verifications: { ...(await this.verifications(id)), ...later.verifications },
      evidence: { ...(await this.evidence(id, submitted)), ...later.evidence },
      offCycle: Object.fromEntries(
        followUps.flatMap(({ askedQuestions, dueOn }) => askedQuestions.map((question) => [question, dueOn])),
      ),
      answeredIn: later.answeredIn,
      submittedOn,
    };
  }

  /** Those sent since the submission, oldest first: where it was submitted once more, its own form asked what they did. */
  private followUps(id: string): Promise<FoundFollowUp[]> {
    return this.database.query(
      `select f.id, f.asked_questions, f.due_on, f.submitted_at is not null as submitted
       from app.assessment f
       join app.assessment a on a.organisation_id = f.organisation_id and a.id = f.follows_id
       where f.organisation_id = :organisationId and f.follows_id = :id and f.state <> 'cancelled'
         and f.sent_at >= a.submitted_at
       order by f.sent_at, f.id`,
      { id },
    );
  }

  /** What follow-ups were answered with, each judged and backed where it was answered. */
  private async answeredLater(
    followUps: readonly FoundFollowUp[],
  ): Promise<Pick<ScoredSubmission, 'answers' | 'reviews' | 'verifications' | 'evidence' | 'answeredIn'>> {
    const later = { answers: {}, reviews: {}, verifications: {}, evidence: {}, answeredIn: {} };
    for (const { id, askedQuestions } of followUps.filter((one) => one.submitted)) {
      const submitted = await this.answers.submitted(id);
      const answered = (question: string) =>
        askedQuestions.includes(question) && Object.hasOwn(submitted, question);
      const ofThese = <T>(all: Readonly<Record<string, T>>) =>
        Object.fromEntries(Object.entries(all).filter(([question]) => answered(question)));
      Object.assign(later.answers, ofThese(sheetOf(submitted)));
      Object.assign(later.reviews, ofThese(await this.reviews(id, submitted)));
      Object.assign(later.verifications, ofThese(await this.verifications(id)));
      Object.assign(later.evidence, ofThese(await this.evidence(id, submitted)));
      Object.assign(
        later.answeredIn,
        ofThese(Object.fromEntries(askedQuestions.map((question) => [question, id]))),
      );
    }
    return later;
  }

  /** A verdict judges the answer it was given on: a corrected answer waits for a new one. */
  private async reviews(assessmentId: string, submitted: Submitted): Promise<Record<string, AnswerReview>> {
    const rows = await this.database.query<{ question: string; revision: number } & AnswerReview>(
      `select w.question, w.revision, w.verdict, w.points / 10000.0::float8 as points
       from app.answer_review w
       where w.organisation_id = :organisationId and w.assessment_id = :assessmentId and w.verdict is not null`,
      { assessmentId },
    );
    return Object.fromEntries(
      rows
        .filter(({ question, revision }) => revision === (submitted[question]?.revision ?? 0))
        .map(({ question, verdict, points }) => [question, { verdict, points: points ?? null }]),
    );
  }

  /** Only of this assessment: an answer of the next one that shows the gap again is a gap again. */
  private async verifications(assessmentId: string): Promise<Record<string, Verification>> {
    const rows = await this.database.query<{ question: string } & Verification>(
      `select f.question, coalesce(f.verified_points, 0) as points_before,
         exists (
           select from app.answer_review w
           where w.organisation_id = f.organisation_id and w.assessment_id = f.assessment_id
             and w.question = f.question and w.verdict = 'rejected' and w.at > f.closed_at) as rejected_since
       from app.finding f
       where f.organisation_id = :organisationId
         and f.assessment_id = :assessmentId and f.source = 'answer' and f.question is not null
         and f.state = 'closed' and f.closed_because = 'verified'`,
      { assessmentId },
    );
    return Object.fromEntries(rows.map(({ question, ...verification }) => [question, verification]));
  }

  /**
   * A document that was verified shows the answers that it was verified on. What was withdrawn counts until the next
   * submission goes without it.
   */
  private async evidence(assessmentId: string, submitted: Submitted): Promise<Record<string, Backing>> {
    const rows = await this.database.query<{
      question: string;
      verified: boolean;
      verifiedRevision: number | null;
      expiresOn: string | null;
    }>(
      `select s.question, v.verified, s.verified_revision, v.expires_on
       from app.evidence v
       join app.assessment a on a.organisation_id = v.organisation_id and a.id = v.assessment_id
       left join app.evidence_reading d on d.organisation_id = v.organisation_id and d.evidence_id = v.id
       cross join lateral (
         select v.question, v.verified_revision where v.question is not null
         union all
         select k.key, k.value::integer from jsonb_each_text(d.also_shows) k where v.verified) s
       where v.organisation_id = :organisationId
         and v.assessment_id = :assessmentId
         and (v.withdrawn_at is null or v.submitted_at = a.submitted_at)
       order by s.question, v.id`,
      { assessmentId },
    );
    const backings: Record<string, Backing> = {};
    for (const { question, verified, verifiedRevision, expiresOn } of rows) {
      const shows = verifiedRevision === null || verifiedRevision === (submitted[question]?.revision ?? 0);
      backings[question] = joined(backings[question], { verified: verified && shows, lapsesOn: expiresOn });
    }
    return backings;
  }
}

function sheetOf(submitted: Submitted): AnswerSheet {
  return Object.fromEntries(Object.entries(submitted).map(([question, { value }]) => [question, value]));
}

/** Of several documents the verified one that lasts longest. */
function joined(known: Backing | undefined, more: Backing): Backing {
  if (known === undefined || (more.verified && !known.verified)) return more;
  if (!more.verified || known.lapsesOn === null) return known;
  return more.lapsesOn === null || more.lapsesOn > known.lapsesOn ? more : known;
}
