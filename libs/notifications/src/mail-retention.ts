import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Database,
  RetentionClasses,
  say,
  type RetentionBatch,
  type RetentionClass,
  type Unheld,
} from '@countersign/platform';

const ROWS_A_BATCH = 2_000;

/** What a mail said and to whom; that one of its kind went out stays. */
@Injectable()
export class MailRetention implements RetentionClass, OnModuleInit {
  readonly name = 'mail';
  readonly title = say('retention-mail.title');
  readonly defaultMonths = 24;
  readonly minimumMonths = 6;
  readonly reason = say('retention-mail.reason');
  readonly keptFrom = say('retention-mail.kept-from');
  readonly disposed = say('retention-mail.disposed');

  constructor(
    private readonly database: Database,
    private readonly classes: RetentionClasses,
  ) {}

  onModuleInit(): void {
    this.classes.register(this);
  }

  pastPeriod({ everywhere }: Unheld): string {
    return `from app.notification n
      where n.organisation_id = :organisationId and n.state not in ('pending', 'sending') and coalesce(n.sent_at, n.created_at) < :before
        and n.recipient not like '%@erased.invalid' and ${everywhere}`;
  }

  async take({ before, unheld }: RetentionBatch): Promise<number> {
    const taken = await this.database.query(
      `update app.notification x
       set subject = null, payload = '{}', reason = null, recipient_name = 'erased',
         recipient = 'disposed-' || x.id || '@erased.invalid'
       where x.organisation_id = :organisationId and x.id in (select n.id ${this.pastPeriod(unheld)} limit :most)
       returning x.id`,
      { before, most: ROWS_A_BATCH },
    );
    if (taken.length > 0) {
      await this.database.query(
        `delete from app.mail_day d using app.organisation o
         where o.organisation_id = :organisationId and o.organisation_id = d.organisation_id
           and d.local_day < (:before::timestamptz at time zone o.time_zone)::date`,
        { before },
      );
    }
    return taken.length;
  }
}
