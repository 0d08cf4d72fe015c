import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';

/** Answered before a return in part, and neither returned nor opened since: read-only, in the sections that this reader may see. */
@Injectable()
export class ClosedQuestions {
  constructor(private readonly database: Database) {}

  async of(assessmentId: string): Promise<string[]> {
    const rows = await this.database.query<{ question: string }>(
      `select distinct r.question
       from app.assessment a
       join app.answer_revision r on r.organisation_id = a.organisation_id and r.assessment_id = a.id
         and r.at <= a.returned_at
       where a.organisation_id = :organisationId and a.id = :assessmentId and a.returned_in_part
         and not exists (
           select from app.returned_question q
           where q.organisation_id = a.organisation_id and q.assessment_id = a.id
             and q.round = a.return_round and q.question = r.question)
       order by r.question`,
      { assessmentId },
    );
    return rows.map(({ question }) => question);
  }
}
