import { Injectable } from '@nestjs/common';
import {
  approvalGates,
  approvalOptions,
  inForce,
  latestValidTo,
  type FactSheet,
  type FactsInForce,
  type IsoDate,
  type Level,
  type Said,
} from '@countersign/domain';
import {
  AssessmentReader,
  inherentInWords,
  readableResidual,
  residualInWords,
  ScopeDifferences,
} from '@countersign/assessments';
import { ClauseReader, ContractReader } from '@countersign/contracts';
import { FindingReader } from '@countersign/findings';
import { Ledger } from '@countersign/notifications';
import { Changes, Database, listPage, searchPattern, wordingOf, type SortKey } from '@countersign/platform';
import { Acceptances } from '../approvals/acceptances';
import type { Approval } from '../approvals/approval.dto';
import { endOf, notNeededOf, type EndView, type NotNeededView } from '@countersign/engagements';
import { GateFactsReader } from '../approvals/gate-facts';
import type { Engagement, EngagementPage, EngagementQuery, OffCycle } from './engagement.dto';
import type { EngagementEntity } from './engagement.entity';
import type { EngagementRow } from './engagement-row.dto';
import type { StandingEntity } from '../standings/standing.entity';
import { Reassessments } from '../reassessment/reassessments';
import { TierOverrides } from '../tier/tier-overrides';
import type { ServiceUseView } from '../use/use.dto';
import { useWork } from '../use/use-work';
import type { NextAction } from '../standings/next-action';

const sorts: Readonly<Record<string, SortKey>> = {
  vendor: { expression: 'lower(m.vendor_name)', type: 'text' },
  name: { expression: 'lower(m.name)', type: 'text' },
  tier: { expression: 'm.tier', type: 'integer' },
  rating: { expression: 'm.rating_rank', type: 'integer' },
  reassessmentDueOn: { expression: `coalesce(m.reassessment_due_on, date '9999-12-31')`, type: 'date' },
};

const matched = `
  select
    e.id, e.vendor_id, v.name as vendor_name, e.name, e.state,
    coalesce(e.ends_on, e.ended_on) as ends_on, e.unassessed_reason is not null as no_assessment_needed, s.tier, s.inherent_level as inherent,
    s.rating, s.rating_rank, s.rating_state, s.approval_outcome as approval, s.approval_state,
    s.open_critical + s.open_high + s.open_medium + s.open_low as open_findings,
    s.overdue_findings, s.clause_gaps, s.assessment_state, s.act_by, s.reassessment_due_on,
    o.name as owner_name, o.active is false as owner_left, s.what_next
  from app.engagement e
  join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
  join app.standing s on s.organisation_id = e.organisation_id and s.engagement_id = e.id
  join app.organisation z on z.organisation_id = e.organisation_id
  left join app.member o on o.organisation_id = e.organisation_id and o.id = e.owner_id
  where e.organisation_id = :organisationId
    and (:id::uuid is null or e.id = :id)
    and (:vendorId::uuid is null or e.vendor_id = :vendorId)
    and (:id::uuid is not null or :vendorId::uuid is not null or (s.open and :state::text is null)
      or (e.state = :state and v.state = 'active') or (:state::text is null and :approval = 'rejected' and e.state = 'open' and v.state = 'active'))
    and (:tier::int is null or s.tier = :tier)
    and (:rating::text is null
      or (:rating = 'not-assessed' and s.rating_state = 'not-assessed')
      or (s.rating = :rating and s.rating_state <> 'not-assessed'))
    and (:approval::text is null or coalesce(s.approval_outcome, 'none') = :approval)
    and (:approvalState::text is null or s.approval_state = :approvalState)
    and (:gaps::boolean is null or (s.clause_gaps > 0) = :gaps)
    and (:withoutClause01::boolean is null or (s.clause_01 = 'missing') = :withoutClause01)
    and (:reassessmentDue::boolean is null
      or (coalesce(s.reassessment_due_on <= app.today(z.time_zone), false)) = :reassessmentDue)
    and (:use::text is null or e.use_state = :use)
    and (:overdue::boolean is null or (s.overdue_findings > 0) = :overdue)
    and (:owner::text is null or (:owner = 'me' and e.owner_id = :memberId::uuid) or (:owner = 'none' and o.active is not true))
    and (:pattern::text is null or e.vendor_id in (select lookup.vendors_named(:pattern))
      or e.id in (select lookup.engagements_named(:pattern)))`;

const everything = {
  id: null,
  vendorId: null,
  tier: null,
  rating: null,
  approval: null,
  approvalState: null,
  gaps: null,
  withoutClause01: null,
  use: null,
  state: null,
  overdue: null,
  owner: null,
  memberId: null,
  reassessmentDue: null,
  pattern: null,
} as const;

/** Words only once somebody reads them. */
type FoundRow = Omit<EngagementRow, 'whatNext'> & { readonly whatNext: Said };

interface EngagementDetails
  extends
    Pick<
      EngagementEntity,
      'description' | 'ownerId' | 'revision' | 'detailsRevision' | 'intake' | 'facts' | 'inherent'
    >,
    Pick<StandingEntity, 'residual' | 'clause01'> {
  readonly ownerName: string | null;
  readonly end: EndView | null;
  readonly notNeeded: NotNeededView | null;
  readonly vendorArchived: boolean;
  readonly use: ServiceUseView;
  readonly today: IsoDate;
  readonly mayBeAsked: boolean;
  readonly offCycle: OffCycle[];
  readonly whatNextAction: NextAction;
  readonly whatNextTarget: string | null;
}

/** What hangs on an engagement, each read by its own feature. */
@Injectable()
export class EngagementParts {
  constructor(
    private readonly assessments: AssessmentReader,
    private readonly contracts: ContractReader,
    private readonly clauses: ClauseReader,
    private readonly findings: FindingReader,
    private readonly ledger: Ledger,
  ) {}

  async of(
    engagementId: string,
  ): Promise<Pick<Engagement, 'assessments' | 'contracts' | 'findings' | 'clauses' | 'mail'>> {
    const assessments = await this.assessments.rowsOfEngagement(engagementId);
    const contracts = await this.contracts.rowsOfEngagement(engagementId);
    const objects = [engagementId, ...[...assessments, ...contracts].map(({ id }) => id)];
    return {
      assessments,
      contracts,
      findings: await this.findings.ofEngagement(engagementId),
      clauses: await this.clauses.clauseStatesFor(engagementId),
      mail: await this.ledger.historyOf(objects),
    };
  }
}

/** What was decided, what may be decided today, and why not. */
@Injectable()
export class DecisionReader {
  constructor(
    private readonly database: Database,
    private readonly facts: GateFactsReader,
    private readonly acceptances: Acceptances,
    private readonly overrides: TierOverrides,
    private readonly reassessments: Reassessments,
  ) {}

  async of(
    engagementId: string,
  ): Promise<
    Pick<
      Engagement,
      | 'approvals'
      | 'approvalOptions'
      | 'gates'
      | 'latestValidTo'
      | 'staleCauses'
      | 'acceptances'
      | 'openKnockouts'
      | 'reassessment'
      | 'tierOverrides'
      | 'policy'
    >
  > {
    const { gates: facts, staleCauses } = await this.facts.of(engagementId);
    const gates = approvalGates(facts);
    const { openKnockouts, policy } = facts;
    return {
      approvals: await this.approvalsOf(engagementId),
      approvalOptions: [...approvalOptions(gates)],
      gates,
      latestValidTo: latestValidTo(facts),
      staleCauses,
      acceptances: await this.acceptances.ofEngagement(engagementId, facts),
      openKnockouts,
      policy,
      reassessment: await this.reassessments.ofEngagement(engagementId),
      tierOverrides: await this.overrides.ofEngagement(engagementId),
    };
  }

  private approvalsOf(engagementId: string): Promise<Approval[]> {
    return this.database.query<Approval>(
      `select a.id, a.outcome, a.valid_to, a.conditions, a.reason, a.by_name as by, a.at, a.rating_then
       from app.approval a
       where a.organisation_id = :organisationId and a.engagement_id = :engagementId
       order by a.at desc, a.id desc`,
      { engagementId },
    );
  }
}

@Injectable()
export class EngagementReader {
  constructor(
    private readonly database: Database,
    private readonly decisions: DecisionReader,
    private readonly parts: EngagementParts,
    private readonly changes: Changes,
    private readonly scope: ScopeDifferences,
  ) {}

  /** @param memberId whose are those of `me` */
  async list(query: EngagementQuery, memberId: string | null = null): Promise<EngagementPage> {
    const page = await listPage<FoundRow>(this.database, query, {
      matched,
      parameters: {
        ...everything,
        tier: query.tier ?? null,
        rating: query.rating ?? null,
        approval: query.approval ?? null,
        approvalState: query.approvalState ?? null,
        gaps: query.gaps ?? null,
        withoutClause01: query.withoutClause01 ?? null,
        use: query.use ?? null,
        state: query.state ?? null,
        overdue: query.overdue ?? null,
        owner: query.owner ?? null,
        memberId,
        reassessmentDue: query.reassessmentDue ?? null,
        pattern: searchPattern(query.search),
      },
      sorts,
      sort: 'rating',
      direction: 'desc',
    });
    return { ...page, items: page.items.map(rowOf) };
  }

  async rowsOfVendor(vendorId: string): Promise<EngagementRow[]> {
    const rows = await this.database.query<FoundRow>(
      `${matched} order by e.state desc, lower(e.name), e.id`,
      {
        ...everything,
        vendorId,
      },
    );
    return rows.map(rowOf);
  }

  async engagement(id: string): Promise<Engagement> {
    await this.changes.settle();
    const standing = rowOf(await this.database.one<FoundRow>(matched, { ...everything, id }, 'engagement'));
    const details = await this.details(id);
    return {
      id,
      vendorId: standing.vendorId,
      vendorName: standing.vendorName,
      name: standing.name,
      description: details.description,
      state: standing.state,
      owner:
        details.ownerId === null ? null : { id: details.ownerId, name: details.ownerName ?? details.ownerId },
      detailsRevision: details.detailsRevision,
      end: details.end,
      notNeeded: details.notNeeded,
      vendorArchived: details.vendorArchived,
      revision: details.revision,
      intake: details.intake,
      inherent: inherentInWords(details.inherent),
      residual: residualInWords(readableResidual(details.residual.risk)),
      standing,
      use: details.use,
      useWork: useWork({ ...details, ...standing }, details.today),
      ...(await this.decisions.of(id)),
      ...(await this.parts.of(id)),
      whatNext: {
        ...standing.whatNext,
        action: details.whatNextAction,
        targetId: details.whatNextTarget,
      },
      facts: inForce(details.facts as FactSheet) as FactSheet & FactsInForce,
      scope: await this.scope.openOf(id, details.intake),
      mayBeAsked: details.mayBeAsked,
      offCycle: details.offCycle,
    };
  }

  private details(id: string): Promise<EngagementDetails> {
    return this.database.one<EngagementDetails>(
      `select e.description, e.owner_id, o.name as owner_name, e.revision, e.intake,
         e.details_revision, ${endOf} as "end", ${notNeededOf} as not_needed, v.state = 'archived' as vendor_archived,
         coalesce(e.facts, e.intake) as facts, e.inherent,
         jsonb_build_object('state', e.use_state, 'since', e.in_use_since, 'endedOn', e.use_ended_on,
           'dataReturnedOn', e.data_returned_on, 'dataReturnedBy', e.data_returned_by,
           'dataReturnProof', e.data_return_proof, 'importedOn', e.imported_on, 'revision', e.use_revision) as use,
         s.residual, s.clause_01 as "clause01", s.what_next_action, s.what_next_target,
         app.today(z.time_zone) as today, e.state = 'open' and v.state = 'active' as may_be_asked,
         (select coalesce(jsonb_agg(jsonb_build_object('assessmentId', a.id, 'question', q.key, 'dueOn', q.value)
            order by q.value, q.key), '[]')
          from app.assessment a cross join lateral jsonb_each_text(a.off_cycle) q
          where a.organisation_id = e.organisation_id and a.engagement_id = e.id and a.state <> 'cancelled') as off_cycle
       from app.engagement e
       join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
       join app.organisation z on z.organisation_id = e.organisation_id
       join app.standing s on s.organisation_id = e.organisation_id and s.engagement_id = e.id
       left join app.member o on o.organisation_id = e.organisation_id and o.id = e.owner_id
       where e.organisation_id = :organisationId and e.id = :id`,
      { id },
      'engagement',
    );
  }
}

function rowOf(found: FoundRow): EngagementRow {
  const {
    id,
    vendorId,
    vendorName,
    name,
    state,
    endsOn,
    tier,
    inherent,
    rating,
    ratingState,
    approval,
    approvalState,
  } = found;
  const { openFindings, overdueFindings, clauseGaps, assessmentState, actBy, reassessmentDueOn } = found;
  const { noAssessmentNeeded, ownerName, ownerLeft, whatNext } = found;
  return {
    id,
    vendorId,
    vendorName,
    name,
    state,
    endsOn,
    tier,
    inherent,
    rating: rating satisfies Level,
    ratingState,
    approval,
    approvalState,
    openFindings,
    overdueFindings,
    clauseGaps,
    noAssessmentNeeded,
    assessmentState,
    actBy,
    reassessmentDueOn,
    ownerName,
    ownerLeft,
    whatNext: wordingOf(whatNext),
  };
}
