import { Injectable } from '@nestjs/common';
import type { AnswerSheet, AnswerValue } from '@countersign/domain';
import { Database } from '@countersign/platform';
import type { AnswerRevisionEntity } from './answer-revision.entity';

export interface LatestAnswer extends Pick<AnswerRevisionEntity, 'revision' | 'at'> {
  readonly value: AnswerValue;
  readonly by: AnswerRevisionEntity['byName'];
}

/** The latest revision of every question's answer, under whoever's policies the transaction runs. */
@Injectable()
export class AnswerReader {
  constructor(private readonly database: Database) {}

  async latest(assessmentId: string): Promise<Record<string, LatestAnswer>> {
    const rows = await this.database.query<Pick<AnswerRevisionEntity, 'question'> & LatestAnswer>(
      `select distinct on (r.question) r.question, r.value, r.revision, r.by_name as by, r.at
       from app.answer_revision r
       where r.organisation_id = :organisationId and r.assessment_id = :assessmentId
       order by r.question, r.revision desc`,
      { assessmentId },
    );
    return Object.fromEntries(rows.map(({ question, ...answer }) => [question, answer]));
  }

  async sheet(assessmentId: string): Promise<AnswerSheet> {
    const latest = await this.latest(assessmentId);
    return Object.fromEntries(Object.entries(latest).map(([question, { value }]) => [question, value]));
  }

  /** Of each question the answer that was submitted, with its revision: what is corrected since does not count yet. */
  async submitted(assessmentId: string): Promise<Record<string, Pick<LatestAnswer, 'value' | 'revision'>>> {
    const rows = await this.database.query<{ question: string } & Pick<LatestAnswer, 'value' | 'revision'>>(
      `select distinct on (r.question) r.question, r.value, r.revision
       from app.answer_revision r
       join app.assessment a on a.organisation_id = r.organisation_id and a.id = r.assessment_id
       where r.organisation_id = :organisationId and r.assessment_id = :assessmentId
         and (a.state not in ('returned', 'answering', 'declined', 'cancelled') or r.at <= a.submitted_at)
       order by r.question, r.revision desc`,
      { assessmentId },
    );
    return Object.fromEntries(rows.map(({ question, ...answer }) => [question, answer]));
  }
}
