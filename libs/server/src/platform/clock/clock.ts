import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';

/** Business time, the same in SQL and here: `app.now()` moves only in demonstration mode and in tests. */
@Injectable()
export class Clock {
  constructor(private readonly database: Database) {}

  /** The date in the organisation's time zone, as `YYYY-MM-DD`. */
  async today(): Promise<string> {
    const sql = `
      select (app.now() at time zone o.time_zone)::date as today
      from app.organisation o
      where o.organisation_id = :organisationId`;
    const { organisationId } = this.database;
    const { today } = await this.database.one<{ today: string }>(sql, { organisationId }, 'organisation');
    return today;
  }

  /** The instant, as UTC ISO. */
  async now(): Promise<string> {
    const { now } = await this.database.one<{ now: string }>('select app.now() as now');
    return now;
  }
}
