import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Database,
  RetentionClasses,
  say,
  type RetentionBatch,
  type RetentionClass,
  type Unheld,
} from '@countersign/platform';
import { endedAssessments, keptFrom } from './ended-assessments';

const ASSESSMENTS_A_BATCH = 50;

const isReadable = '(r.who_salt is not null or r.what_salt is not null)';

/** What was answered, and by whom, the organisation's own answers too; what was concluded from it stays. */
@Injectable()
export class AnswerRetention implements RetentionClass, OnModuleInit {
  readonly name = 'answers';
  readonly title = say('retention-answers.title');
  readonly defaultMonths = 84;
  /** Keeps one cycle of a yearly review (201 CMR 17.03(2)(i)) whole. */
  readonly minimumMonths = 24;
  readonly reason = say('retention-answers.reason');
  readonly keptFrom = keptFrom;
  readonly disposed = say('retention-answers.disposed');

  constructor(
    private readonly database: Database,
    private readonly classes: RetentionClasses,
  ) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  pastPeriod(unheld: Unheld): string {
    return `from (
        select r.assessment_id from app.answer_revision r
        where r.organisation_id = :organisationId and ${isReadable}
        union all
        select p.assessment_id from app.public_answer p where p.organisation_id = :organisationId) r
      where r.assessment_id in (${endedAssessments(unheld)})`;
  }

  async take({ before, id, unheld }: RetentionBatch): Promise<number> {
    const ended = await this.database.query<{ id: string }>(
      `select x.id from (${endedAssessments(unheld)}) x
       where exists (select from app.answer_revision r
         where r.organisation_id = :organisationId and r.assessment_id = x.id and ${isReadable})
         or exists (select from app.public_answer p
           where p.organisation_id = :organisationId and p.assessment_id = x.id)
       limit :most`,
      { before, most: ASSESSMENTS_A_BATCH },
    );
    const assessments = ended.map((assessment) => assessment.id);
    const { rows } = await this.database.one<{ rows: number }>(
      'select lookup.erase_answers(:id, :assessments::uuid[]) as rows',
      { id, assessments },
    );
    const ours = await this.database.query(
      `delete from app.public_answer p
       where p.organisation_id = :organisationId and p.assessment_id = any (:assessments::uuid[])
       returning p.question`,
      { assessments },
    );
    await this.database.query(
      `update app.answer_review set note = null, by_name = 'erased'
       where organisation_id = :organisationId and assessment_id = any (:assessments::uuid[])`,
      { assessments },
    );
    await this.database.query(
      `update app.returned_question
       set note = null, by_name = case when by_name is not null then 'erased' end, opened_by = case when opened_by is not null then 'erased' end,
         kept_because = null, kept_by = case when kept_by is not null then 'erased' end
       where organisation_id = :organisationId and assessment_id = any (:assessments::uuid[])`,
      { assessments },
    );
    await this.database.query(
      `update app.assessment
       set returned_by = case when returned_by is not null then 'erased' end, submitted_by = case when submitted_by is not null then 'erased' end
       where organisation_id = :organisationId and id = any (:assessments::uuid[])
         and num_nonnulls(returned_by, submitted_by) > 0`,
      { assessments },
    );
    // What colleagues wrote to each other is read by no job: the function looks for itself which of these it may take.
    await this.database.query(`select lookup.erase_colleague_notes(array(${endedAssessments(unheld)}))`, {
      before,
    });
    return rows + ours.length;
  }
}
