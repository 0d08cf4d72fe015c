import { Injectable } from '@nestjs/common';
import {
  classTextInWords,
  Database,
  notFound,
  RetentionClasses,
  type RetentionClass,
} from '@countersign/platform';
import type { RetentionPolicyEntity } from './retention-policy.entity';
import type { LegalHold, RetentionOverview, RetentionRule } from './retention.dto';
import { unheld } from './unheld';

type Period = Pick<RetentionPolicyEntity, 'months' | 'revision'>;

const holdColumns = `h.id, h.vendor_id, v.name as vendor_name, h.reason, h.since, h.last_day as until, h.by_name as by,
  h.ended_at, h.ended_reason, h.ended_by`;
const holds = `select ${holdColumns} from app.legal_hold h
  left join app.vendor v on v.organisation_id = h.organisation_id and v.id = h.vendor_id
  where h.organisation_id = :organisationId`;

@Injectable()
export class RetentionReader {
  constructor(
    private readonly database: Database,
    private readonly classes: RetentionClasses,
  ) {}

  async overview(): Promise<RetentionOverview> {
    const classes: RetentionRule[] = [];
    for (const one of this.classes.all) classes.push(await this.rule(one));
    const items = await this.database.query<LegalHold>(
      `${holds} order by h.ended_at is not null, h.since desc, h.id`,
    );
    return { classes, holds: items };
  }

  /** @throws 404 where no feature has such a class */
  class(name: string): RetentionClass {
    const found = this.classes.find(name);
    if (found === null) throw notFound('retention-class');
    return found;
  }

  async rule(one: RetentionClass): Promise<RetentionRule> {
    const { months, revision } = await this.period(one);
    const { rows } = await this.database.one<{ rows: number }>(
      `select count(*) as rows ${one.pastPeriod(unheld)}`,
      { before: await this.boundary(months) },
    );
    const { name, title, minimumMonths, defaultMonths, reason, keptFrom, disposed } = one;
    return {
      class: name,
      title: classTextInWords(title),
      months,
      minimumMonths,
      defaultMonths,
      reason: classTextInWords(reason),
      keptFrom: classTextInWords(keptFrom),
      disposed: classTextInWords(disposed),
      nextDisposal: { rows },
      revision,
    };
  }

  hold(id: string): Promise<LegalHold> {
    return this.database.one<LegalHold>(`${holds} and h.id = :id`, { id }, 'hold');
  }

  /** The period the organisation has set, or the product's. */
  async period({ name, defaultMonths }: RetentionClass): Promise<Period> {
    const set = await this.database.maybeOne<Period>(
      `select p.months, p.revision from app.retention_policy p
       where p.organisation_id = :organisationId and p.class = :name`,
      { name },
    );
    return set ?? { months: defaultMonths, revision: 0 };
  }

  /** What lies before it is past the period. */
  async boundary(months: number): Promise<string> {
    const { before } = await this.database.one<{ before: string }>(
      'select app.now() - make_interval(months => :months::int) as before',
      { months },
    );
    return before;
  }
}
