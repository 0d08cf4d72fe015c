import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES, REVIEWABLE_STATES, SEVERITIES } from '@countersign/domain';
import { ContractReader } from '@countersign/contracts';
import { MailHistory } from '@countersign/notifications';
import { Clock, Database, type Permission, textList, WorkerPresence } from '@countersign/platform';
import type { Dashboard } from './dashboard.dto';

type Sums = Pick<
  Dashboard,
  'vendors' | 'engagements' | 'findingsBySeverity' | 'clauseGaps' | 'assessmentsByState'
> & {
  readonly overdueAssessments: number;
  readonly awaitingReview: number;
  readonly unknownContracts: number;
  readonly heldOverContracts: number;
};

const RENEWAL_DAYS = 120;
const RENEWALS_SHOWN = 10;

// Everything is read from standings and indexes; the same filters as the lists behind the numbers.
const sums = `
  with zone as (
    select app.today(o.time_zone) as today from app.organisation o where o.organisation_id = :organisationId
  ),
  standing as (
    select s.* from app.standing s where s.organisation_id = :organisationId and s.open
  ),
  worst as (
    select distinct on (s.vendor_id) s.vendor_id, s.rating, s.rating_state,
      min(s.tier) over (partition by s.vendor_id) as tier
    from standing s
    join app.vendor v on v.organisation_id = s.organisation_id and v.id = s.vendor_id and v.state = 'active'
    order by s.vendor_id, s.rating_rank desc, (s.rating_state = 'assessed'), s.engagement_id
  ),
  vendor_cell as (
    select w.tier, case when w.rating_state = 'not-assessed' then 'not-assessed' else w.rating end as rating,
      count(*)::int as count
    from worst w group by 1, 2
  ),
  engagement_cell as (
    select s.tier, case when s.rating_state = 'not-assessed' then 'not-assessed' else s.rating end as rating,
      count(*)::int as count
    from standing s group by 1, 2
  ),
  open_finding as (
    select f.severity, count(*)::int as open, (count(*) filter (where f.due_on < z.today))::int as overdue
    from app.finding f
    join app.engagement e on e.organisation_id = f.organisation_id and e.id = f.engagement_id and e.state = 'open'
    join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id and v.state = 'active'
    cross join zone z
    where f.organisation_id = :organisationId and f.state in ('proposed', 'open')
    group by f.severity
  ),
  contract as (
    select c.* from app.contract c
    join app.vendor v on v.organisation_id = c.organisation_id and v.id = c.vendor_id and v.state = 'active'
    where c.organisation_id = :organisationId and app.contract_counts(c)
  ),
  assessment_state as (
    select a.state, count(*)::int as count,
      (count(*) filter (where a.state in (${textList(ANSWERABLE_STATES)}) and a.due_on < z.today))::int as overdue
    from app.assessment a cross join zone z
    where a.organisation_id = :organisationId
    group by a.state
  )
  select
    jsonb_build_object(
      'total', (select count(*) from app.vendor v where v.organisation_id = :organisationId and v.state = 'active'),
      'byTierAndRating', (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from vendor_cell c)
    ) as vendors,
    jsonb_build_object(
      'total', (select count(*) from standing),
      'notApproved', (select count(*) from standing s where s.approval_outcome is null),
      'reassessmentsDue', (
        select count(*) from standing s cross join zone z where s.reassessment_due_on <= z.today),
      'staleApprovals', (select count(*) from standing s where s.approval_state = 'stale'),
      'useNotStated', (
        select count(*) from standing s
        join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id
        where e.use_state = 'not-stated'),
      'byTierAndRating', (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from engagement_cell c)
    ) as engagements,
    (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from open_finding f) as findings_by_severity,
    jsonb_build_object(
      'engagements', (select count(*) from standing s where s.clause_gaps > 0),
      'gaps', (select coalesce(sum(s.clause_gaps), 0) from standing s),
      'toReview', (
        select coalesce(sum(c.clauses_to_review), 0) from contract c),
      'withoutClause01', (select count(*) from standing s where s.clause_01 = 'missing')
    ) as clause_gaps,
    (select coalesce(jsonb_agg(jsonb_build_object('state', a.state, 'count', a.count)), '[]') from assessment_state a)
      as assessments_by_state,
    (select coalesce(sum(a.overdue), 0)::int from assessment_state a) as overdue_assessments,
    (select coalesce(sum(a.count), 0)::int from assessment_state a where a.state in (${textList(REVIEWABLE_STATES)}))
      as awaiting_review,
    (select count(*)::int from contract c where c.unknown_parts <> '{}')
      as unknown_contracts,
    (select count(*)::int from contract c where c.state = 'held-over')
      as held_over_contracts`;

@Injectable()
export class DashboardReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contracts: ContractReader,
    private readonly mail: MailHistory,
    private readonly workers: WorkerPresence,
  ) {}

  /** Why mail waits is told to whoever may tell the operator. */
  async dashboard(permissions: readonly Permission[]): Promise<Dashboard> {
    const { organisationId } = this.database;
    const found = await this.database.one<Sums>(sums, { organisationId });
    const renewals = await this.contracts.list({ within: RENEWAL_DAYS, limit: RENEWALS_SHOWN });
    const decided = await this.contracts.list({
      decidedWithin: RENEWAL_DAYS,
      sort: 'lastDay',
      limit: RENEWALS_SHOWN,
    });
    const worker = await this.workers.seen();
    const findingsBySeverity = SEVERITIES.map(
      (severity) =>
        found.findingsBySeverity.find((counts) => counts.severity === severity) ?? {
          severity,
          open: 0,
          overdue: 0,
        },
    );
    return {
      today: await this.clock.today(),
      vendors: found.vendors,
      engagements: found.engagements,
      overdue: {
        assessments: found.overdueAssessments,
        findings: findingsBySeverity.reduce((sum, { overdue }) => sum + overdue, 0),
      },
      findingsBySeverity,
      clauseGaps: found.clauseGaps,
      renewals: {
        within120: renewals.items,
        count: renewals.total,
        decided: decided.items,
        decidedCount: decided.total,
        unknown: found.unknownContracts,
        heldOver: found.heldOverContracts,
      },
      awaitingReview: found.awaitingReview,
      assessmentsByState: found.assessmentsByState,
      mail: await this.mail.counts(),
      worker: {
        state: worker.state,
        lastSeenAt: worker.lastSeenAt,
        mailWait: permissions.includes('organisation.manage') ? worker.mailWait : null,
      },
    };
  }
}
