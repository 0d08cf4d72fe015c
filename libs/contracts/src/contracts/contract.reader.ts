import { Injectable } from '@nestjs/common';
import {
  addDays,
  CLAUSE_REVIEW_DAYS,
  type ContractTerms,
  type StandingNotice,
  type IsoDate,
} from '@countersign/domain';
import { Changes, Clock, Database, listPage, searchPattern, type SortKey } from '@countersign/platform';
import { ContractParts } from './contract-parts';
import { decidedColumns } from './contract-desk';
import type { ContractQuery } from './contract-request.dto';
import type { Contract, ContractPage, ContractRow } from './contract.dto';
import { DetailsReader } from './details.reader';
import { ClauseReader, type ClauseCounts } from '../clauses/clause-reader';

/** The clauses are counted as they are now, and the day is the stored one, if any. */
type FoundRow = Omit<ContractRow, 'gaps' | 'toReview'>;

interface StoredContract {
  readonly signedOn: string | null;
  readonly terms: ContractTerms;
  readonly notice: StandingNotice | null;
  readonly stillServed: boolean;
  readonly revision: number;
}

const found = `
  select
    c.id, c.vendor_id, v.name as vendor_name, c.title, c.reference, c.state,
    c.signed_on is not null as signed,
    c.current_term_ends,
    c.actionable_term as actionable_term_number,
    c.last_notice_day, c.last_send_day, c.actionable_date, c.actionable_ending, c.locked_in_until,
    c.due_on, c.due_term as due_term_number, c.due_ending, c.unknown_parts, m.name as owner_name, m.active is false as owner_left, c.cost_centre, c.supplier_number,
    case when c.annual_minor_units is not null then jsonb_build_object(
      'minorUnits', c.annual_minor_units, 'currency', c.currency) end as annual_value,
    d.decision,
    c.review_due_on,
    case when not app.contract_counts(c) then jsonb_build_object(
      'at', to_char(c.voided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'by', c.voided_by, 'because', c.voided_because) end as voided,
    case when c.outcome is not null then jsonb_build_object(
      'kind', c.outcome, 'termNumber', c.outcome_term, 'day', c.outcome_day,
      'noticeSentOn', case when c.outcome_term is null then n.sent_on end,
      'by', case when c.outcome_term is null then n.by_name else o.by_name end) end as outcome
  from app.contract c
  join app.vendor v on v.organisation_id = c.organisation_id and v.id = c.vendor_id
  left join app.member m on m.organisation_id = c.organisation_id and m.id = c.owner_id
  left join app.contract_decision d
    on d.organisation_id = c.organisation_id and d.contract_id = c.id
    and d.term_number = c.actionable_term and d.withdrawn_at is null
  left join lateral (
    select o.by_name from app.contract_decision o
    where o.organisation_id = c.organisation_id and o.contract_id = c.id and o.term_number <= c.outcome_term
      and o.withdrawn_at is null
    order by o.term_number desc
    limit 1
  ) o on true
  left join lateral (
    select n.sent_on, n.by_name from app.notice_record n
    where n.organisation_id = c.organisation_id and n.contract_id = c.id and n.withdrawn_at is null
    order by n.at desc, n.id desc
    limit 1
  ) n on true`;

/** What a page is ordered by; the rest is read of the rows that it shows. */
const matched = `
  select c.id, c.due_on, c.current_term_ends, c.annual_minor_units, c.currency, v.name as vendor_name
  from app.contract c
  join app.vendor v on v.organisation_id = c.organisation_id and v.id = c.vendor_id
  left join app.member m on m.organisation_id = c.organisation_id and m.id = c.owner_id
  where c.organisation_id = :organisationId and v.state = 'active'
    and app.contract_counts(c) <> :voided::boolean
    and (:state::text is null or c.state = :state)
    and (:horizon::date is null or c.due_on <= :horizon)
    and (:decided::date is null or (
      c.outcome in ('ends-by-notice', 'left-to-end', 'renewed') and c.outcome_day >= :today
      and (c.due_on > :decided) is not false))
    and (:terms::text is null or c.unknown_parts <> '{}')
    and (:toReview::boolean is null or (c.clauses_to_review > 0) = :toReview)
    and (:owner::text is null or (:owner = 'me' and c.owner_id = :memberId::uuid) or (:owner = 'none' and m.active is not true))
    and (:pattern::text is null
      or c.vendor_id in (select lookup.vendors_named(:pattern))
      or c.id in (select lookup.contracts_named(:pattern)))`;

/** What has no day or value comes last in both directions; values stand beside those of their currency. */
function sortsFor(direction: 'asc' | 'desc'): Readonly<Record<string, SortKey>> {
  const never = direction === 'asc' ? `date '9999-12-31'` : `date '0001-01-01'`;
  const none = direction === 'asc' ? `'~'` : `''`;
  return {
    dueOn: { expression: `coalesce(m.due_on, ${never})`, type: 'date' },
    lastDay: { expression: `coalesce(m.current_term_ends, ${never})`, type: 'date' },
    vendor: { expression: 'lower(m.vendor_name)', type: 'text' },
    annualValue: {
      expression: `coalesce(m.currency || lpad(m.annual_minor_units::text, 16, '0'), ${none}) collate "C"`,
      type: 'text',
    },
  };
}

@Injectable()
export class ContractReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly clauses: ClauseReader,
    private readonly parts: ContractParts,
    private readonly changes: Changes,
    private readonly details: DetailsReader,
  ) {}

  /** @param memberId whose are those of `me` */
  async list(query: ContractQuery, memberId: string | null = null): Promise<ContractPage> {
    const { within, decidedWithin } = query;
    const today = within === undefined && decidedWithin === undefined ? null : await this.clock.today();
    const dayAfter = (days: number | undefined) =>
      days === undefined || today === null ? null : addDays(today, days);
    const page = await listPage<Pick<FoundRow, 'id'>>(this.database, query, {
      matched,
      parameters: {
        organisationId: this.database.organisationId,
        state: query.state ?? null,
        terms: query.terms ?? null,
        toReview: query.toReview ?? null,
        voided: query.voided ?? false,
        owner: query.owner ?? null,
        memberId,
        today,
        horizon: dayAfter(within),
        decided: dayAfter(decidedWithin),
        pattern: searchPattern(query.search),
      },
      sorts: sortsFor(query.direction ?? 'asc'),
      sort: 'dueOn',
      direction: 'asc',
    });
    const ids = page.items.map(({ id }) => id);
    const rows = new Map((await this.rows('c.id = any (:ids::uuid[])', { ids })).map((row) => [row.id, row]));
    return { ...page, items: ids.flatMap((id) => rows.get(id) ?? []) };
  }

  async rowsOfVendor(vendorId: string): Promise<ContractRow[]> {
    return this.rows('c.vendor_id = :id and app.contract_counts(c)', { id: vendorId });
  }

  async rowsOfEngagement(engagementId: string): Promise<ContractRow[]> {
    return this.rows(
      `app.contract_counts(c) and exists (
        select from app.contract_engagement ce
        where ce.organisation_id = c.organisation_id and ce.contract_id = c.id and ce.engagement_id = :id)`,
      { id: engagementId },
    );
  }

  async contract(id: string): Promise<Contract> {
    // What follows the change at hand stands on the page as well: reminders, and the day of a review.
    await this.changes.settle();
    const stored = await this.stored(id);
    const [row] = await this.rows('c.id = :id', { id });
    if (row === undefined) throw new Error('A contract without its vendor cannot be.');
    const { signedOn, terms, revision } = stored;
    const standing = await this.parts.standingOf(stored, await this.clock.today());
    return {
      id,
      row,
      engagements: await this.parts.engagementsOf(id),
      signedOn,
      terms,
      schedule: await this.parts.scheduleOf(id, standing),
      standing,
      clauses: await this.clauses.clauseStatesOfContract(id),
      decisions: await this.parts.decisionsOf(id),
      notices: await this.parts.noticesOf(id),
      agreedTerms: await this.parts.agreedTermsOf(id),
      amendments: await this.parts.amendmentsOf(id),
      documents: await this.parts.documentsOf(id),
      mail: await this.parts.mailOf(id),
      details: await this.details.detailsOf(id),
      revision,
    };
  }

  private stored(id: string): Promise<StoredContract> {
    return this.database.one<StoredContract>(
      `
      select c.signed_on, c.terms, ${decidedColumns}, c.state <> 'ended' as still_served, c.revision
      from app.contract c
      where c.organisation_id = :organisationId and c.id = :id`,
      { organisationId: this.database.organisationId, id },
      'contract',
    );
  }

  private async rows(
    condition: string,
    of: { readonly id: string } | { readonly ids: readonly string[] },
  ): Promise<ContractRow[]> {
    const rows = await this.database.query<FoundRow>(
      `${found}
      where c.organisation_id = :organisationId and ${condition}
      order by c.due_on nulls last, c.id`,
      { organisationId: this.database.organisationId, ...of },
    );
    return this.withGaps(rows);
  }

  /** One more statement for all the rows together. */
  private async withGaps(rows: readonly FoundRow[]): Promise<ContractRow[]> {
    const counts = await this.clauses.countsOfContracts(rows.map(({ id }) => id));
    // The day is asked for only where something is to be reviewed that nothing is written about yet.
    const undated = rows.some(
      ({ id, reviewDueOn }) => reviewDueOn === null && counts.get(id)?.toReview !== 0,
    );
    const fromToday = undated ? addDays(await this.clock.today(), CLAUSE_REVIEW_DAYS) : null;
    return rows.map((row) => ({
      id: row.id,
      vendorId: row.vendorId,
      vendorName: row.vendorName,
      title: row.title,
      reference: row.reference,
      state: row.state,
      signed: row.signed,
      currentTermEnds: row.currentTermEnds,
      actionableTermNumber: row.actionableTermNumber,
      lastNoticeDay: row.lastNoticeDay,
      lastSendDay: row.lastSendDay,
      actionableDate: row.actionableDate,
      actionableEnding: row.actionableEnding,
      lockedInUntil: row.lockedInUntil,
      dueTermNumber: row.dueTermNumber,
      dueOn: row.dueOn,
      dueEnding: row.dueEnding,
      outcome: row.outcome,
      decision: row.decision,
      ownerName: row.ownerName,
      ownerLeft: row.ownerLeft,
      annualValue: row.annualValue,
      costCentre: row.costCentre,
      supplierNumber: row.supplierNumber,
      unknownParts: row.unknownParts,
      voided: row.voided,
      ...reviewOf(counts.get(row.id), row.reviewDueOn ?? fromToday),
      ...(row.voided !== null && NOTHING_TO_DO),
    }));
  }
}

/** What was written about a contract before it became void. */
const NOTHING_TO_DO = {
  actionableTermNumber: null,
  lastNoticeDay: null,
  lastSendDay: null,
  actionableDate: null,
  actionableEnding: null,
  lockedInUntil: null,
  dueTermNumber: null,
  dueOn: null,
  dueEnding: null,
  outcome: null,
  decision: null,
  unknownParts: [],
} as const satisfies Partial<ContractRow>;

function reviewOf(
  counts: ClauseCounts | undefined,
  dueOn: IsoDate | null,
): Pick<ContractRow, 'gaps' | 'toReview' | 'reviewDueOn'> {
  const { gaps, toReview } = counts ?? { gaps: 0, toReview: 0 };
  return { gaps, toReview, reviewDueOn: toReview > 0 ? dueOn : null };
}
