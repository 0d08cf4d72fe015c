import { Injectable } from '@nestjs/common';
import type { AssessmentState, ScopeDispute, ScopeProposal } from '@countersign/domain';
import { Database } from '@countersign/platform';
import { Questionnaires } from '../questionnaires/questionnaires';
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

export interface UnderWay {
  readonly questionnaire: string;
  readonly assessmentId: string;
  readonly state: AssessmentState;
}

interface FoundSubmission extends Pick<
  Submission,
  'questionnaire' | 'title' | 'assessmentId' | 'state' | 'submittedOn'
> {
  readonly questionnaireVersionId: string;
  readonly document: ScoreDocument | null;
  readonly judged: readonly string[];
}

/** What vendors have submitted about an engagement, and what is still with them. */
@Injectable()
export class Submissions {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  async ofEngagement(engagementId: string): Promise<Submission[]> {
    const found = await this.found(engagementId);
    return Promise.all(
      found.map(async ({ questionnaireVersionId, document, judged, ...submission }) => ({
        ...submission,
        proposals: document?.proposals ?? [],
        disputes: document?.disputes ?? [],
        knockouts: (await this.knockoutsOf(questionnaireVersionId, document)).map((question) => ({
          question,
          judged: judged.includes(question),
        })),
      })),
    );
  }

  /** Out with the vendor and never submitted. */
  underWay(engagementId: string): Promise<UnderWay[]> {
    return this.database.query(
      `
      select distinct on (q.key) q.key as questionnaire, a.id as assessment_id, a.state
      from app.assessment a
      join app.questionnaire_version v
        on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
      join app.questionnaire q on q.organisation_id = v.organisation_id and q.id = v.questionnaire_id
      where a.organisation_id = :organisationId and a.engagement_id = :engagementId
        and a.submitted_at is null and a.state <> 'cancelled'
      order by q.key, a.created_at desc, a.id desc`,
      { engagementId },
    );
  }

  /** What each questionnaire is called, by its key. */
  async titles(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ key: string; title: string }>(
      `select q.key, q.title from app.questionnaire q
       where q.organisation_id = :organisationId and q.key = any(:keys::text[])`,
      { keys },
    );
    return new Map(rows.map(({ key, title }) => [key, title]));
  }

  /** A verdict judges the answer that it was given on, and so does one on the finding that the answer made. */
  private found(engagementId: string): Promise<FoundSubmission[]> {
    return this.database.query(
      `
      select distinct on (q.key) q.key as questionnaire, q.title, a.id as assessment_id, a.state,
        (a.submitted_at at time zone a.time_zone)::date as submitted_on, a.questionnaire_version_id, s.document,
        array(
          select w.question from app.answer_review w
          where w.organisation_id = a.organisation_id and w.assessment_id = a.id
            and w.verdict in ('accepted', 'rejected')
            and w.revision = coalesce((
              select max(r.revision) from app.answer_revision r
              where r.organisation_id = w.organisation_id and r.assessment_id = w.assessment_id
                and r.question = w.question), 0)
          union
          select f.question from app.finding f
          where f.organisation_id = a.organisation_id and f.assessment_id = a.id and f.source = 'answer'
            and (f.state in ('open', 'rejected') or f.closed_because = 'verified')
        ) as judged
      from app.assessment a
      join app.questionnaire_version v
        on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
      join app.questionnaire q on q.organisation_id = v.organisation_id and q.id = v.questionnaire_id
      left join app.score s on s.organisation_id = a.organisation_id and s.assessment_id = a.id
      where a.organisation_id = :organisationId and a.engagement_id = :engagementId
        and a.submitted_at is not null and a.state <> 'cancelled'
      order by q.key, a.submitted_at desc, a.id desc`,
      { engagementId },
    );
  }

  private async knockoutsOf(versionId: string, document: ScoreDocument | null): Promise<string[]> {
    const { questions } = await this.questionnaires.compiled(versionId);
    const shown = new Set((document?.score.questions ?? []).flatMap((one) => (one.shown ? [one.id] : [])));
    return questions.filter(({ id, knockout }) => knockout && shown.has(id)).map(({ id }) => id);
  }
}
