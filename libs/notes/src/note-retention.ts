import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Database,
  RetentionClasses,
  say,
  type RetentionBatch,
  type RetentionClass,
  type Unheld,
} from '@countersign/platform';

const NOTES_A_BATCH = 500;

/** Notes and calls go as a whole, with whom they mention. What the trail says of them has a period of its own. */
@Injectable()
export class NoteRetention implements RetentionClass, OnModuleInit {
  readonly name = 'notes';
  readonly title = say('retention-notes.title');
  /** As documents of contracts, which they explain. */
  readonly defaultMonths = 120;
  readonly minimumMonths = 36;
  readonly reason = say('retention-notes.reason');
  readonly keptFrom = say('retention-notes.kept-from');
  readonly disposed = say('retention-notes.disposed');

  constructor(
    private readonly database: Database,
    private readonly classes: RetentionClasses,
  ) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  /**
   * What goes on keeps its notes, and so does a contract of which nobody knows how long it goes. An engagement that
   * nobody ended rests from the day on which its vendor was archived.
   */
  pastPeriod({ ofVendor }: Unheld): string {
    return `
      from app.note n
      join app.organisation g on g.organisation_id = n.organisation_id
      left join app.engagement e on e.organisation_id = n.organisation_id and e.id = n.engagement_id
      left join app.contract c on c.organisation_id = n.organisation_id and c.id = n.contract_id
      join app.vendor v
        on v.organisation_id = n.organisation_id and v.id = coalesce(n.vendor_id, e.vendor_id, c.vendor_id)
      where n.organisation_id = :organisationId
        and coalesce(n.withdrawn_at, n.edited_at, n.at) < :before::timestamptz
        and ${ofVendor('v.id')}
        and case
          when c.id is null then
            coalesce(case when e.state = 'ended' then (e.ended_on + 1)::timestamp at time zone g.time_zone end, v.archived_at)
          when not app.contract_counts(c) then c.voided_at
          when c.state = 'ended' then (
            select (max(t.last_day) + 1)::timestamp at time zone g.time_zone from app.contract_term t
            where t.organisation_id = c.organisation_id and t.contract_id = c.id)
        end < :before::timestamptz`;
  }

  async take({ before, unheld }: RetentionBatch): Promise<number> {
    const taken = await this.database.query<{ id: string }>(
      `select n.id ${this.pastPeriod(unheld)} order by n.id limit :most for update of n`,
      { before, most: NOTES_A_BATCH },
    );
    const ids = taken.map(({ id }) => id);
    for (const table of ['note_mention', 'note'] as const)
      await this.database.query(
        `delete from app.${table} x
         where x.organisation_id = :organisationId
           and x.${table === 'note' ? 'id' : 'note_id'} = any (:ids::uuid[])`,
        { ids },
      );
    return ids.length;
  }
}
