import { Injectable } from '@nestjs/common';
import {
  tierInForce,
  type ClauseStatus,
  type ContractState,
  type FactsInForce,
  type IsoDate,
  type Tier,
  type TierOverride,
} from '@countersign/domain';
import { Database } from '@countersign/platform';

/** What somebody found in a contract about a clause. */
export interface ClauseMark {
  readonly clause: string;
  readonly status: ClauseStatus;
  readonly quote: string | null;
  readonly page: number | null;
  readonly exceptionUntil: string | null;
  readonly exceptionReason: string | null;
  readonly by: string;
  readonly revision: number;
  readonly at: string;
}

export interface CoveringContract {
  readonly id: string;
  /** A void one is kept and counts for nothing. */
  readonly counts: boolean;
  readonly state: ContractState;
  readonly signedOn: string | null;
  readonly dueOn: string | null;
  readonly changesOn: string | null;
  /** Its current term contains today, or it is evergreen. */
  readonly running: boolean;
  /** Recorded while a clause that nobody had marked counted as missing: its findings stay. */
  readonly unmarkedAreMissing: boolean;
  readonly marks: readonly ClauseMark[];
}

/** An engagement with every contract that covers it. */
export interface CoveredEngagement {
  readonly id: string;
  readonly open: boolean;
  /** In force: what the intake and the vendor's answers say together. */
  readonly facts: FactsInForce;
  /** In force. */
  readonly tier: Tier;
  readonly contracts: readonly CoveringContract[];
}

interface Membership {
  readonly contractId: string;
  readonly engagementId: string;
}

/** Reads what clause rules need: facts and tier of engagements, and the marks of the contracts over them. */
@Injectable()
export class ClauseCoverage {
  constructor(private readonly database: Database) {}

  /** One statement however many engagements are asked for. */
  async ofEngagements(engagementIds: readonly string[], today: IsoDate): Promise<CoveredEngagement[]> {
    if (engagementIds.length === 0) return [];
    const found = await this.database.query<CoveredEngagement & { override: TierOverride | null }>(
      `
      select
        e.id,
        e.state = 'open' as open,
        coalesce(e.facts, e.intake) as facts,
        e.tier,
        (select jsonb_build_object('tier', o.tier, 'until', o.until) from app.tier_override o
         where o.organisation_id = e.organisation_id and o.engagement_id = e.id and o.lifted_at is null
         order by o.at desc, o.id desc limit 1) as override,
        coalesce(covering.contracts, '[]') as contracts
      from app.engagement e
      left join lateral (
        select jsonb_agg(jsonb_build_object(
          'id', c.id,
          'counts', app.contract_counts(c),
          'state', c.state,
          'signedOn', c.signed_on,
          'dueOn', c.due_on,
          'changesOn', c.changes_on,
          'running', running.running,
          'unmarkedAreMissing', c.unmarked_are_missing,
          'marks', coalesce(marked.marks, '[]')
        ) order by c.created_at, c.id) as contracts
        from app.contract_engagement ce
        join app.contract c on c.organisation_id = ce.organisation_id and c.id = ce.contract_id
        cross join lateral (
          select coalesce(bool_or(:today between t.first_day and t.last_day), c.state = 'evergreen') as running
          from app.contract_term t
          where t.organisation_id = c.organisation_id and t.contract_id = c.id
        ) running
        left join lateral (
          select jsonb_agg(jsonb_build_object(
            'clause', f.clause,
            'status', f.status,
            'quote', f.quote,
            'page', f.page,
            'exceptionUntil', f.exception_until,
            'exceptionReason', f.exception_reason,
            'by', f.by_name,
            'revision', f.revision,
            'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
          )) as marks
          from app.clause_finding f
          where f.organisation_id = c.organisation_id and f.contract_id = c.id
        ) marked on true
        where ce.organisation_id = e.organisation_id and ce.engagement_id = e.id
      ) covering on true
      where e.organisation_id = :organisationId and e.id = any(:engagementIds::uuid[])
      order by e.id`,
      {
        organisationId: this.database.organisationId,
        engagementIds,
        today,
      },
    );
    return found.map(({ override, ...one }) => ({ ...one, tier: tierInForce(one.tier, override, today) }));
  }

  /** The engagements under each contract. */
  async ofContracts(
    contractIds: readonly string[],
    today: IsoDate,
  ): Promise<Map<string, CoveredEngagement[]>> {
    const memberships = await this.database.query<Membership>(
      `
      select ce.contract_id, ce.engagement_id
      from app.contract_engagement ce
      where ce.organisation_id = :organisationId and ce.contract_id = any(:contractIds::uuid[])
      order by ce.contract_id, ce.engagement_id`,
      { organisationId: this.database.organisationId, contractIds },
    );
    const ids = [...new Set(memberships.map(({ engagementId }) => engagementId))];
    const engagements = new Map((await this.ofEngagements(ids, today)).map((one) => [one.id, one]));
    return new Map(
      contractIds.map((contractId) => [
        contractId,
        memberships
          .filter((membership) => membership.contractId === contractId)
          .flatMap(({ engagementId }) => engagements.get(engagementId) ?? []),
      ]),
    );
  }
}
