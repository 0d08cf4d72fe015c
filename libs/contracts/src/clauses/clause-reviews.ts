import { Injectable } from '@nestjs/common';
import { addDays, CLAUSE_REVIEW_DAYS } from '@countersign/domain';
import { asJson, Clock, Database } from '@countersign/platform';
import { ClauseReader } from './clause-reader';

/** How many required clauses nobody has read each contract for, and until when somebody should. */
@Injectable()
export class ClauseReviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: ClauseReader,
  ) {}

  /** The time begins with the first clause that is to be reviewed, and ends with the last. */
  async follow(engagementIds: readonly string[]): Promise<void> {
    const contractIds = await this.contractsOver(engagementIds);
    if (contractIds.length === 0) return;
    const counts = await this.reader.countsOfContracts(contractIds);
    await this.database.query(
      `
      with counted as (
        select n.id, n.count from jsonb_to_recordset(:counts::jsonb) as n (id uuid, count integer)
      ), held as (
        select c.id, n.count
        from app.contract c
        join counted n on n.id = c.id
        where c.organisation_id = :organisationId and c.clauses_to_review <> n.count
        order by c.id
        for no key update of c
      )
      update app.contract c set
        clauses_to_review = h.count,
        review_due_on = case when h.count > 0 then coalesce(c.review_due_on, :dueOn::date) end
      from held h
      where c.organisation_id = :organisationId and c.id = h.id`,
      {
        organisationId: this.database.organisationId,
        counts: asJson([...counts].map(([id, { toReview }]) => ({ id, count: toReview }))),
        dueOn: addDays(await this.clock.today(), CLAUSE_REVIEW_DAYS),
      },
    );
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
