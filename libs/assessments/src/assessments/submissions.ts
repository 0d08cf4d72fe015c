import { Injectable } from '@nestjs/common';
import type { AssessmentState, ScopeDispute, ScopeProposal } from '@countersign/domain';
import { Database } from '@countersign/platform';
import type { ScoreDocument } from './assessment-scoring';

/** The latest submission of one questionnaire, as a decision on the engagement has to know it. */
export interface Submission {
  readonly questionnaire: string;
  readonly title: string;
  readonly assessmentId: string;
  readonly state: AssessmentState;
  readonly submittedOn: string;
  readonly proposals: readonly ScopeProposal[];
  readonly disputes: readonly ScopeDispute[];
  /** Those that the submission shows. */
  readonly knockouts: readonly { readonly question: string; readonly judged: boolean }[];
}

/** A questionnaire that somebody asks for, and the assessment by which it is out with the vendor. */
export interface Asked {
  readonly questionnaire: string;
  readonly title: string;
  /** Never submitted; null where none is under way. */
  readonly underWay: { readonly assessmentId: string; readonly state: AssessmentState } | null;
}

interface FoundSubmission extends Pick<
  Submission,
  'questionnaire' | 'title' | 'assessmentId' | 'state' | 'submittedOn'
> {
  readonly document: ScoreDocument | null;
  readonly judged: readonly string[];
}

/** What vendors have submitted about an engagement, and what is still with them. */
@Injectable()
export class Submissions {
  constructor(private readonly database: Database) {}

  async ofEngagement(engagementId: string): Promise<Submission[]> {
    const found = await this.found(engagementId);
    return found.map(({ document, judged, ...submission }) => ({
      ...submission,
      proposals: document?.proposals ?? [],
      disputes: document?.disputes ?? [],
      knockouts: (document?.score.knockoutQuestions ?? []).map((question) => ({
        question,
        judged: judged.includes(question),
      })),
    }));
  }

  /** These questionnaires, by their keys; one that the organisation does not have is called by its key. */
  async asked(engagementId: string, keys: readonly string[]): Promise<Asked[]> {
    if (keys.length === 0) return [];
    return this.database.query(
      `
      select k.key as questionnaire, coalesce(q.title, k.key) as title, a.under_way
      from unnest(:keys::text[]) with ordinality k(key, place)
      left join app.questionnaire q on q.organisation_id = :organisationId and q.key = k.key
      left join lateral (
        select jsonb_build_object('assessmentId', a.id, 'state', a.state) as under_way
        from app.assessment a
        join app.questionnaire_version v
          on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
        where a.organisation_id = :organisationId and a.engagement_id = :engagementId
          and v.questionnaire_id = q.id and a.follows_id is null and a.submitted_at is null and a.state <> 'cancelled'
        order by a.created_at desc, a.id desc
        limit 1) a on true
      order by k.place`,
      { organisationId: this.database.organisationId, engagementId, keys },
    );
  }

  /** A verdict judges the answer that it was given on, and so does one on the finding that the answer made. */
  private found(engagementId: string): Promise<FoundSubmission[]> {
    return this.database.query(
      `
      select distinct on (q.key) q.key as questionnaire, q.title, a.id as assessment_id, a.state,
        (a.submitted_at at time zone a.time_zone)::date as submitted_on, s.document,
        array(
          select w.question from app.answer_review w
          where w.organisation_id = a.organisation_id and w.assessment_id in (
              select t.id from app.assessment t
              where t.organisation_id = a.organisation_id and (t.id = a.id or t.follows_id = a.id))
            and w.verdict in ('accepted', 'rejected')
            and w.revision = coalesce((
              select max(r.revision) from app.answer_revision r
              where r.organisation_id = w.organisation_id and r.assessment_id = w.assessment_id
                and r.question = w.question), 0)
          union
          select f.question from app.finding f
          where f.organisation_id = a.organisation_id and f.assessment_id in (
              select t.id from app.assessment t
              where t.organisation_id = a.organisation_id and (t.id = a.id or t.follows_id = a.id))
            and f.source = 'answer'
            and (f.state in ('open', 'rejected') or f.closed_because = 'verified')
        ) as judged
      from app.assessment a
      join app.questionnaire_version v
        on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
      join app.questionnaire q on q.organisation_id = v.organisation_id and q.id = v.questionnaire_id
      left join app.score s on s.organisation_id = a.organisation_id and s.assessment_id = a.id
        and s.formula_version = (
          select max(l.formula_version) from app.score l
          where l.organisation_id = a.organisation_id and l.assessment_id = a.id)
      where a.organisation_id = :organisationId and a.engagement_id = :engagementId
        and a.follows_id is null and a.submitted_at is not null and a.state <> 'cancelled'
      order by q.key, a.submitted_at desc, a.id desc`,
      { engagementId },
    );
  }
}
