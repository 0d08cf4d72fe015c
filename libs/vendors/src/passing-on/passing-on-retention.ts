import { Injectable, type OnModuleInit } from '@nestjs/common';
import { endedAssessments, keptFrom } from '@countersign/assessments';
import {
  Database,
  RetentionClasses,
  say,
  type RetentionBatch,
  type RetentionClass,
  type Unheld,
} from '@countersign/platform';

const ROWS_A_BATCH = 500;

/** Who passed a questionnaire on, to whom and in which words; that it was passed on, and when, stays. */
@Injectable()
export class PassingOnRetention implements RetentionClass, OnModuleInit {
  readonly name = 'passing-on';
  readonly title = say('retention-passing-on.title');
  /** As the answers, whose author it explains. */
  readonly defaultMonths = 84;
  readonly minimumMonths = 12;
  readonly reason = say('retention-passing-on.reason');
  readonly keptFrom = keptFrom;
  readonly disposed = say('retention-passing-on.disposed');

  constructor(
    private readonly database: Database,
    private readonly classes: RetentionClasses,
  ) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  pastPeriod(unheld: Unheld): string {
    return `from app.passing_on p
      where p.organisation_id = :organisationId and p.to_email <> 'erased'
        and p.assessment_id in (${endedAssessments(unheld)})`;
  }

  async take({ before, unheld }: RetentionBatch): Promise<number> {
    const taken = await this.database.query(
      `update app.passing_on x
       set by_name = 'erased', to_name = 'erased', to_email = 'erased', note = null, decided_because = null,
         decided_by = case when x.decided_by is not null then 'erased' end
       where x.organisation_id = :organisationId
         and x.id in (select p.id ${this.pastPeriod(unheld)} order by p.id limit :most)
       returning x.id`,
      { before, most: ROWS_A_BATCH },
    );
    return taken.length;
  }
}
