import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';

interface Today {
  readonly today: string;
}

/** Business time, the same in SQL and here: `app.now()` moves only in demonstration mode and in tests. */
@Injectable()
export class Clock {
  constructor(private readonly database: Database) {}

  /** The date in the organisation's time zone, as `YYYY-MM-DD`. */
  async today(): Promise<string> {
    const { actor, organisationId } = this.database;
    // A respondent cannot read the organisation: sending copied its zone into the assessment.
    const { today } =
      actor.kind === 'respondent'
        ? await this.database.one<Today>(
            `
            select app.today(a.time_zone) as today
            from app.assessment a
            where a.organisation_id = :organisationId and a.id = :assessmentId`,
            { organisationId, assessmentId: actor.assessmentId },
            'assessment',
          )
        : await this.database.one<Today>(
            'select app.today(o.time_zone) as today from app.organisation o where o.organisation_id = :organisationId',
            { organisationId },
            'organisation',
          );
    return today;
  }

  /** The instant, as UTC ISO. */
  async now(): Promise<string> {
    const { now } = await this.database.one<{ now: string }>('select app.now() as now');
    return now;
  }
}
