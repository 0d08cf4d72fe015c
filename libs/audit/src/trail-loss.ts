import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';

/** How many parts of lines of one source: who did it, and what it says. */
export interface LostParts {
  readonly who: number;
  readonly what: number;
  /** Removed rows, which left a digest: they have lost both parts, by this erasure or before. */
  readonly rows: number;
}

/** What one erasure took from the trail. Its record states it as `detail.trail`, and `audit:verify` adds it up. */
export interface TrailLoss {
  readonly event: LostParts;
  readonly answer: LostParts;
}

interface Parts {
  readonly eventWho: number;
  readonly eventWhat: number;
  readonly answerWho: number;
  readonly answerWhat: number;
  readonly answerRows: number;
}

/** Counts what an erasure takes from the trail, for the record of that erasure. */
@Injectable()
export class TrailLosses {
  constructor(private readonly database: Database) {}

  /**
   * Does the work of an erasure, in the current transaction. Erasures of one organisation wait for each other from
   * here to their commit, so that neither counts what the other took.
   */
  async during<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly trail: TrailLoss }> {
    const { organisationId } = this.database;
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('countersign.trail-loss.' || :organisationId::text, 0))::text`,
      { organisationId },
    );
    const before = await this.count();
    const result = await work();
    const after = await this.count();
    const event = {
      who: after.eventWho - before.eventWho,
      what: after.eventWhat - before.eventWhat,
      rows: 0,
    };
    const answer = {
      who: after.answerWho - before.answerWho,
      what: after.answerWhat - before.answerWhat,
      rows: after.answerRows - before.answerRows,
    };
    return { result, trail: { event, answer } };
  }

  private count(): Promise<Parts> {
    return this.database.one<Parts>(
      `
      select e.who as event_who, e.what as event_what,
        r.who + d.gone as answer_who, r.what + d.gone as answer_what, d.gone as answer_rows
      from (
          select count(*) filter (where x.who_salt is null) as who, count(*) filter (where x.what_salt is null) as what
          from app.audit_event x where x.organisation_id = :organisationId and x.erasure_id is not null) e,
        (
          select count(*) filter (where x.who_salt is null) as who, count(*) filter (where x.what_salt is null) as what
          from app.answer_revision x where x.organisation_id = :organisationId and x.erasure_id is not null) r,
        (select count(*) as gone from app.disposed_row x where x.organisation_id = :organisationId) d`,
      { organisationId: this.database.organisationId },
    );
  }
}
