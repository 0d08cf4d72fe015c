import { Injectable } from '@nestjs/common';
import { addDays, CLAUSE_REVIEW_DAYS, type IsoDate } from '@countersign/domain';
import { Milestones } from '@countersign/notifications';
import { asJson, Clock, Database, say } from '@countersign/platform';
import { ClauseReader } from './clause-reader';

interface MovedReview {
  readonly id: string;
  readonly dueOn: IsoDate | null;
  readonly dueBefore: IsoDate | null;
  readonly versions: number;
}

const LADDER = 'contract-clauses';

/** How many required clauses nobody has read each contract for, and until when somebody should. */
@Injectable()
export class ClauseReviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: ClauseReader,
    private readonly milestones: Milestones,
  ) {}

  /** The time begins with the first clause that is to be reviewed, and ends with the last. */
  async follow(engagementIds: readonly string[]): Promise<void> {
    const contractIds = await this.contractsOver(engagementIds);
    if (contractIds.length === 0) return;
    const counts = await this.reader.countsOfContracts(contractIds);
    const today = await this.clock.today();
    const moved = await this.database.query<MovedReview>(
      `
      with counted as (
        select n.id, n.count from jsonb_to_recordset(:counts::jsonb) as n (id uuid, count integer)
      ), held as (
        select c.id, n.count, c.review_due_on as due_before
        from app.contract c
        join counted n on n.id = c.id
        where c.organisation_id = :organisationId and c.clauses_to_review <> n.count and app.contract_counts(c)
        order by c.id
        for no key update of c
      )
      update app.contract c set
        clauses_to_review = h.count,
        review_due_on = case when h.count > 0 then coalesce(c.review_due_on, :dueOn::date) end
      from held h
      where c.organisation_id = :organisationId and c.id = h.id
      returning c.id, c.review_due_on as due_on, h.due_before, (
        select coalesce(max(m.schedule_version), 0) from app.milestone m
        where m.organisation_id = c.organisation_id and m.object_kind = 'contract' and m.object_id = c.id
          and m.ladder = :ladder) as versions`,
      {
        organisationId: this.database.organisationId,
        counts: asJson([...counts].map(([id, { toReview }]) => ({ id, count: toReview }))),
        dueOn: addDays(today, CLAUSE_REVIEW_DAYS),
        ladder: LADDER,
      },
    );
    for (const review of moved) await this.remind(review, today);
  }

  /** Its owner is told before the day and after it, for as long as a clause is left. */
  private async remind({ id, dueOn, dueBefore, versions }: MovedReview, today: IsoDate): Promise<void> {
    const object = { kind: 'contract', id } as const;
    if (dueOn === null) {
      await this.milestones.close({ object, ladder: LADDER, because: say('mail-reason.clauses-reviewed') });
    } else if (dueBefore === null) {
      const scheduleVersion = versions + 1;
      await this.milestones.set({
        object,
        ladder: LADDER,
        targetDate: dueOn,
        startsOn: today,
        scheduleVersion,
      });
    }
  }

  private async contractsOver(engagementIds: readonly string[]): Promise<string[]> {
    const found = await this.database.query<{ id: string }>(
      `
      select distinct ce.contract_id as id
      from app.contract_engagement ce
      where ce.organisation_id = :organisationId and ce.engagement_id = any(:engagementIds::uuid[])
      order by 1`,
      { organisationId: this.database.organisationId, engagementIds },
    );
    return found.map(({ id }) => id);
  }
}
