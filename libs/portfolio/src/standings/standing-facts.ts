import { Injectable } from '@nestjs/common';
import {
  standsWithItsGround,
  tierInForce,
  type ApprovalOutcome,
  type AssessmentState,
  type InherentRisk,
  type FactsInForce,
  type FactSheet,
  inForce,
  type IntakeFacts,
  poolScores,
  REVIEWABLE_STATES,
  policyInForce,
  type PolicyInForce,
  type Rated,
  type RecordedGrounds,
  type RiskAcceptance,
  type ServiceUse,
  type Severity,
  type Tier,
  type TierOverride,
} from '@countersign/domain';
import { readableScore, type ScoreDocument } from '@countersign/assessments';
import { ContractFacts, type EngagementContractFacts } from '@countersign/contracts';
import { Database, notFound, textList } from '@countersign/platform';
import { Policies, type PolicyVersion } from '../policy/policies';
import { ReassessmentFactsReader, type ReassessmentFacts } from './reassessment-facts';

export interface EngagementFacts {
  readonly vendorId: string;
  /** Neither ended nor of an archived vendor. */
  readonly open: boolean;
  readonly vendorArchived: boolean;
  readonly inherent: InherentRisk;
  /** In force. */
  readonly tier: Tier;
  /** The latest that nobody has lifted, whether or not its last day has passed. */
  readonly override: TierOverride | null;
  readonly intake: IntakeFacts;
  /** In force. */
  readonly facts: FactsInForce;
  /** A member has said that no assessment is needed; the word counts while tier and data allow it. */
  readonly unassessed: boolean;
  readonly use: ServiceUse & { readonly importedOn: string | null };
}

export interface LeadingAssessment {
  readonly id: string;
  readonly state: AssessmentState;
  readonly dueOn: string;
  readonly closedOn: string | null;
}

/** Questions that were opened after a submission, and where they are. */
export interface LaterQuestions {
  /** The submission that they belong to, or the follow-up that asks them. */
  readonly assessmentId: string;
  readonly isFollowUp: boolean;
  readonly state: AssessmentState;
  readonly dueOn: string;
  /** Of a submission: how many are in no sending yet. */
  readonly unsent: number;
}

export interface FindingCounts {
  readonly severity: Severity;
  readonly open: number;
  readonly overdue: number;
  readonly nextDueOn: string | null;
}

export interface OverruledFinding {
  readonly severity: Severity;
  readonly clause: string | null;
  readonly knockout: boolean;
  readonly dueOn: string;
}

export interface LatestApproval {
  readonly id: string;
  readonly outcome: ApprovalOutcome;
  readonly validTo: string | null;
  /** An assessment has been closed since, so it needs a decision of its own. */
  readonly outdated: boolean;
  readonly recorded: RecordedGrounds;
  /** Causes for which it is stale as it was last written, by their key, with the day since which each holds. */
  readonly staleSince: Readonly<Record<string, string>>;
  /** Of its conditions those that are not met. */
  readonly conditions: readonly { readonly findingId: string; readonly dueOn: string }[];
}

export type StandingAcceptance = RiskAcceptance & { readonly id: string; readonly by: string };

/** All that the standing of one engagement is computed from. */
export interface StandingFacts {
  readonly engagementId: string;
  readonly engagement: EngagementFacts;
  readonly assessment: LeadingAssessment | null;
  readonly laterQuestions: readonly LaterQuestions[];
  /** Pooled of the latest submission of each questionnaire; null where nothing is submitted. */
  readonly score: Rated | null;
  readonly findings: readonly FindingCounts[];
  readonly overruled: readonly OverruledFinding[];
  readonly contract: EngagementContractFacts;
  readonly approval: LatestApproval | null;
  /** The latest that nobody has withdrawn. */
  readonly acceptance: StandingAcceptance | null;
  readonly reassessment: ReassessmentFacts;
  readonly policy: PolicyVersion;
}

/** What the policy says of this engagement. */
export function policyOf({ engagement, policy }: StandingFacts): PolicyInForce {
  const { tier, unassessed, facts } = engagement;
  return policyInForce(policy, { tier, unassessed, protectedData: facts.protectedData });
}

interface Asked {
  readonly ids: readonly string[];
  readonly today: string;
}

type OfEngagement<T> = T & { readonly engagementId: string };

/** Reads what standings follow from: as many statements for a hundred engagements as for one. */
@Injectable()
export class StandingFactsReader {
  constructor(
    private readonly database: Database,
    private readonly contractFacts: ContractFacts,
    private readonly policies: Policies,
    private readonly reassessments: ReassessmentFactsReader,
  ) {}

  async of(asked: Asked): Promise<StandingFacts[]> {
    const engagements = byEngagement(await this.engagements(asked));
    const assessments = byEngagement(await this.leadingAssessments(asked));
    const laterQuestions = await this.laterQuestions(asked);
    const scores = await this.latestScores(asked);
    const findings = await this.findings(asked);
    const overruled = await this.overruled(asked);
    const contracts = await this.contractFacts.forEngagements(asked.ids);
    const approvals = byEngagement(await this.latestApprovals(asked));
    const acceptances = byEngagement(await this.acceptances(asked));
    const reassessments = await this.reassessments.of(asked.ids);
    const policy = await this.policies.latest();
    return asked.ids.map((engagementId) => {
      const engagement = engagements.get(engagementId);
      const contract = contracts.get(engagementId);
      const reassessment = reassessments.get(engagementId);
      if (engagement === undefined || contract === undefined || reassessment === undefined)
        throw notFound('engagement');
      const ofThisOne = (row: OfEngagement<unknown>) => row.engagementId === engagementId;
      return {
        engagementId,
        engagement,
        assessment: assessments.get(engagementId) ?? null,
        laterQuestions: laterQuestions.filter(ofThisOne),
        score: poolScores(scores.filter(ofThisOne).map(({ document }) => readableScore(document).score)),
        findings: findings.filter(ofThisOne),
        overruled: overruled.filter(ofThisOne),
        contract,
        approval: approvals.get(engagementId) ?? null,
        acceptance: acceptances.get(engagementId) ?? null,
        reassessment,
        policy,
      };
    });
  }

  private async engagements({ ids, today }: Asked): Promise<OfEngagement<EngagementFacts>[]> {
    const found = await this.database.query<OfEngagement<EngagementFacts>>(
      `select e.id as engagement_id, e.vendor_id, e.state = 'open' and v.state = 'active' as open,
         v.state = 'archived' as vendor_archived,
         e.unassessed_reason is not null as unassessed, e.inherent,
         e.tier, e.intake,
         coalesce(e.facts, e.intake) as facts,
         (select jsonb_build_object('tier', t.tier, 'until', t.until) from app.tier_override t
          where t.organisation_id = e.organisation_id and t.engagement_id = e.id and t.lifted_at is null
          order by t.at desc, t.id desc limit 1) as override,
         jsonb_build_object('state', e.use_state, 'since', e.in_use_since, 'endedOn', e.use_ended_on,
           'dataReturnedOn', e.data_returned_on, 'importedOn', e.imported_on) as use
       from app.engagement e
       join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
       where e.organisation_id = :organisationId and e.id = any(:ids::uuid[])`,
      { ids },
    );
    return found.map((one) => ({
      ...one,
      tier: tierInForce(one.tier, one.override, today),
      facts: inForce(one.facts as FactSheet) as FactSheet & FactsInForce,
    }));
  }

  /** Of several the one that asks most of us: to be reviewed, else still asked, else the one sent last. */
  private leadingAssessments({ ids }: Asked): Promise<OfEngagement<LeadingAssessment>[]> {
    return this.database.query(
      `select distinct on (a.engagement_id)
         a.engagement_id, a.id, a.state, a.due_on, (a.closed_at at time zone a.time_zone)::date as closed_on
       from app.assessment a
       where a.organisation_id = :organisationId
         and a.engagement_id = any(:ids::uuid[]) and a.state <> 'cancelled' and a.follows_id is null
       order by a.engagement_id, a.state in (${textList(REVIEWABLE_STATES)}) desc, a.state <> 'closed' desc,
         a.created_at desc, a.id desc`,
      { ids },
    );
  }

  private laterQuestions({ ids }: Asked): Promise<OfEngagement<LaterQuestions>[]> {
    return this.database.query(
      `select a.engagement_id, a.id as assessment_id, a.follows_id is not null as is_follow_up, a.state, a.due_on,
         (select count(*)::int from jsonb_each(a.off_cycle) q where q.value = 'null') as unsent
       from app.assessment a
       where a.organisation_id = :organisationId and a.engagement_id = any(:ids::uuid[])
         and (a.off_cycle is not null or a.follows_id is not null)
         and a.state not in ('cancelled', 'draft') and (a.follows_id is null or a.state <> 'closed')
       order by a.engagement_id, a.due_on, a.id`,
      { ids },
    );
  }

  private latestScores({ ids }: Asked): Promise<OfEngagement<{ document: ScoreDocument }>[]> {
    return this.database.query(
      `select distinct on (a.engagement_id, v.questionnaire_id) a.engagement_id, s.document
       from app.score s
       join app.assessment a on a.organisation_id = s.organisation_id and a.id = s.assessment_id
       join app.questionnaire_version v
         on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
       where s.organisation_id = :organisationId
         and a.engagement_id = any(:ids::uuid[]) and a.state <> 'cancelled'
       order by a.engagement_id, v.questionnaire_id, a.submitted_at desc nulls last, a.id desc, s.formula_version desc`,
      { ids },
    );
  }

  private findings({ ids, today }: Asked): Promise<OfEngagement<FindingCounts>[]> {
    return this.database.query(
      `select f.engagement_id, f.severity, count(*)::int as open,
         (count(*) filter (where f.due_on < :today))::int as overdue,
         (min(f.due_on) filter (where f.due_on >= :today)) + 1 as next_due_on
       from app.finding f
       where f.organisation_id = :organisationId
         and f.engagement_id = any(:ids::uuid[]) and f.state in ('proposed', 'open')
       group by f.engagement_id, f.severity`,
      { ids, today },
    );
  }

  /** Rejected, but the ground stands: a verdict lowers no rating. Those whose ground has gone are closed by then. */
  private async overruled({ ids }: Asked): Promise<OfEngagement<OverruledFinding>[]> {
    const rejected = await this.database.query<OfEngagement<OverruledFinding>>(
      `select f.engagement_id, f.severity, f.clause, f.knockout, f.due_on
       from app.finding f
       where f.organisation_id = :organisationId
         and f.engagement_id = any(:ids::uuid[]) and f.state = 'rejected'`,
      { ids },
    );
    return rejected.filter(standsWithItsGround);
  }

  private latestApprovals({ ids }: Asked): Promise<OfEngagement<LatestApproval>[]> {
    return this.database.query(
      `select distinct on (a.engagement_id) a.engagement_id, a.id, a.outcome, a.valid_to, a.recorded,
         coalesce((
           select jsonb_object_agg(c.occasion, c.since) from app.approval_stale_cause c
           where c.organisation_id = a.organisation_id and c.approval_id = a.id and c.ended_at is null), '{}')
           as stale_since,
         coalesce((
           select jsonb_agg(jsonb_build_object('findingId', f.id, 'dueOn', f.due_on) order by f.id)
           from app.finding f
           where f.organisation_id = a.organisation_id and f.engagement_id = a.engagement_id
             and f.source = 'condition' and f.occasion like 'condition:' || a.id || ':%'
             and f.state in ('proposed', 'open')), '[]') as conditions,
         exists (
           select from app.assessment c
           where c.organisation_id = a.organisation_id and c.engagement_id = a.engagement_id
             and c.state = 'closed' and c.closed_at > a.at) as outdated
       from app.approval a
       where a.organisation_id = :organisationId and a.engagement_id = any(:ids::uuid[])
       order by a.engagement_id, a.at desc, a.id desc`,
      { ids },
    );
  }

  private acceptances({ ids }: Asked): Promise<OfEngagement<StandingAcceptance>[]> {
    return this.database.query(
      `select distinct on (r.engagement_id) r.engagement_id, r.id, r.until, r.rating, r.knockouts, r.by_name as by
       from app.risk_acceptance r
       where r.organisation_id = :organisationId
         and r.engagement_id = any(:ids::uuid[]) and r.withdrawn_at is null
       order by r.engagement_id, r.at desc, r.id desc`,
      { ids },
    );
  }
}

function byEngagement<T>(rows: readonly OfEngagement<T>[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.engagementId, row]));
}
