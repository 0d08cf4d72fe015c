import { Injectable } from '@nestjs/common';
import {
  addDays,
  compareLevels,
  reassessmentDueOn,
  residualRisk,
  standsWithItsGround,
  type InherentRisk,
  type ResidualRisk,
  type Score,
  type Severity,
  type Tier,
} from '@countersign/domain';
import { ContractFacts } from '../clauses';
import type { ScoreDocument } from '../assessments/assessment-scoring';
import { asJson, Clock, Database } from '../platform';
import { whatNext } from './what-next';

interface EngagementFacts {
  readonly vendorId: string;
  readonly open: boolean;
  readonly inherent: InherentRisk;
  readonly tier: Tier;
}

interface LatestAssessment {
  readonly id: string;
  readonly state: string;
  readonly dueOn: string;
  readonly closedOn: string | null;
}

interface FindingCounts {
  readonly severity: Severity;
  readonly open: number;
  readonly overdue: number;
  readonly nextDueOn: string | null;
}

interface OverruledFinding {
  readonly severity: Severity;
  readonly clause: string | null;
  readonly knockout: boolean;
  readonly dueOn: string;
}

interface LatestApproval {
  readonly outcome: string;
  readonly validTo: string | null;
  /** An assessment has been closed since, so it needs a decision of its own. */
  readonly outdated: boolean;
}

/**
 * Where each engagement stands: written in the transaction of every change that moves it, so that lists and the
 * dashboard only add up rows. What moves by the calendar alone is recomputed on `changes_on`.
 */
@Injectable()
export class Standings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contractFacts: ContractFacts,
  ) {}

  async recompute(engagementIds: readonly string[]): Promise<void> {
    // In one order everywhere, so that two changes at once wait for each other instead of deadlocking.
    for (const id of [...new Set(engagementIds)].sort()) await this.recomputeOne(id);
  }

  /** Those whose level, rating or dates change by themselves today. Idempotent. */
  async recomputeDue(): Promise<number> {
    const today = await this.clock.today();
    const due = await this.database.query<{ engagementId: string }>(
      'select s.engagement_id from app.standing s where s.changes_on <= :today order by s.engagement_id',
      { today },
    );
    await this.recompute(due.map(({ engagementId }) => engagementId));
    return due.length;
  }

  private async recomputeOne(id: string): Promise<void> {
    // Before anything is read: of two changes at once the later counts with the earlier one's rows.
    await this.database.query('select from app.standing s where s.engagement_id = :id for update', { id });
    const today = await this.clock.today();
    const engagement = await this.engagement(id);
    const assessment = await this.latestAssessment(id);
    const scored = await this.latestScore(id);
    const findings = await this.findings(id, today);
    const overruled = await this.overruled(id);
    const contract = await this.contractFacts.forEngagement(id);
    const approval = await this.latestApproval(id);
    const score: Score | null = scored?.document.score ?? null;
    const residual = residualRisk({
      inherent: engagement.inherent,
      score,
      holdsPI: engagement.inherent.holdsPI || (scored?.document.holdsPI ?? false),
      openFindings: findings
        .flatMap(({ severity, open, overdue }) => [
          ...Array.from({ length: overdue }, () => ({ severity, overdue: true, open: true })),
          ...Array.from({ length: open - overdue }, () => ({ severity, overdue: false, open: true })),
        ])
        .concat(overruled.map(({ severity, dueOn }) => ({ severity, overdue: dueOn < today, open: true }))),
    });
    const openKnockouts = (score?.knockouts ?? []).filter(({ open }) => open).map(({ question }) => question);
    const dueAgainOn = reassessmentOf(assessment, engagement.tier, contract.lastSendDay);
    const next = whatNext({
      today,
      open: engagement.open,
      assessment,
      approval,
      contract,
      reassessmentDueOn: dueAgainOn,
    });
    await this.write(id, {
      engagement,
      residual,
      assessment,
      approval,
      contract,
      next,
      ceHundredths: score?.ceHundredths ?? null,
      openKnockouts,
      disputes: scored?.document.disputes ?? [],
      findings,
      reassessmentDueOn: dueAgainOn,
      changesOn: earliest(
        [
          contract.changesOn,
          ...findings.map(({ nextDueOn }) => nextDueOn),
          ...overruled.map(({ dueOn }) => dayAfter(dueOn)),
          dayAfter(approval?.validTo),
          dayAfter(assessment?.dueOn),
          dueAgainOn,
        ],
        today,
      ),
    });
  }

  private engagement(id: string): Promise<EngagementFacts> {
    return this.database.one<EngagementFacts>(
      `select e.vendor_id, e.state = 'open' as open, e.inherent, e.tier
       from app.engagement e where e.id = :id`,
      { id },
      'engagement',
    );
  }

  private latestAssessment(id: string): Promise<LatestAssessment | null> {
    return this.database.maybeOne<LatestAssessment>(
      `select a.id, a.state, a.due_on, (a.closed_at at time zone a.time_zone)::date as closed_on
       from app.assessment a
       where a.engagement_id = :id and a.state <> 'cancelled'
       order by a.created_at desc, a.id desc limit 1`,
      { id },
    );
  }

  private latestScore(id: string): Promise<{ document: ScoreDocument } | null> {
    return this.database.maybeOne<{ document: ScoreDocument }>(
      `select s.document
       from app.score s
       join app.assessment a on a.organisation_id = s.organisation_id and a.id = s.assessment_id
       where a.engagement_id = :id and a.state <> 'cancelled'
       order by a.submitted_at desc nulls last, a.id desc limit 1`,
      { id },
    );
  }

  private findings(id: string, today: string): Promise<FindingCounts[]> {
    return this.database.query<FindingCounts>(
      `select f.severity, count(*)::int as open, (count(*) filter (where f.due_on < :today))::int as overdue,
         (min(f.due_on) filter (where f.due_on >= :today)) + 1 as next_due_on
       from app.finding f
       where f.engagement_id = :id and f.state in ('proposed', 'open')
       group by f.severity`,
      { id, today },
    );
  }

  /** Rejected, but the ground stands: a verdict lowers no rating. Those whose ground has gone are closed by then. */
  private async overruled(id: string): Promise<OverruledFinding[]> {
    const rejected = await this.database.query<OverruledFinding>(
      `select f.severity, f.clause, f.knockout, f.due_on
       from app.finding f
       where f.engagement_id = :id and f.state = 'rejected'`,
      { id },
    );
    return rejected.filter(standsWithItsGround);
  }

  private latestApproval(id: string): Promise<LatestApproval | null> {
    return this.database.maybeOne<LatestApproval>(
      `select a.outcome, a.valid_to,
         exists (
           select from app.assessment c
           where c.engagement_id = a.engagement_id and c.state = 'closed' and c.closed_at > a.at) as outdated
       from app.approval a
       where a.engagement_id = :id order by a.at desc, a.id desc limit 1`,
      { id },
    );
  }

  private async write(id: string, standing: ComputedStanding): Promise<void> {
    const { engagement, residual, assessment, approval, contract, next } = standing;
    const count = (severity: Severity) =>
      standing.findings.find((counts) => counts.severity === severity)?.open ?? 0;
    await this.database.query(upsert, {
      organisationId: this.database.organisationId,
      id,
      vendorId: engagement.vendorId,
      open: engagement.open,
      tier: engagement.tier,
      inherentLevel: engagement.inherent.level,
      calculated: residual.calculated,
      rating: residual.rating,
      ratingRank: compareLevels(residual.rating, 'very-low'),
      ratingState: residual.state,
      ceHundredths: standing.ceHundredths,
      residual: asJson({
        risk: residual,
        openKnockouts: standing.openKnockouts,
        disputes: standing.disputes,
      }),
      openCritical: count('critical'),
      openHigh: count('high'),
      openMedium: count('medium'),
      openLow: count('low'),
      overdueFindings: standing.findings.reduce((sum, { overdue }) => sum + overdue, 0),
      requiredClauses: contract.requiredClauses,
      clauseGaps: contract.clauseGaps,
      clause01: contract.clause01,
      approvalOutcome: approval?.outcome ?? null,
      approvalValidTo: approval?.validTo ?? null,
      assessmentId: assessment?.id ?? null,
      assessmentState: assessment?.state ?? null,
      assessmentDueOn: assessment?.dueOn ?? null,
      contractId: contract.contractId,
      lastSendDay: contract.lastSendDay,
      reassessmentDueOn: standing.reassessmentDueOn,
      whatNext: next.text,
      action: next.action,
      target: next.targetId,
      changesOn: standing.changesOn,
    });
  }
}

interface ComputedStanding {
  readonly engagement: EngagementFacts;
  readonly residual: ResidualRisk;
  readonly assessment: LatestAssessment | null;
  readonly approval: LatestApproval | null;
  readonly contract: Awaited<ReturnType<ContractFacts['forEngagement']>>;
  readonly next: ReturnType<typeof whatNext>;
  readonly ceHundredths: number | null;
  readonly openKnockouts: readonly string[];
  readonly disputes: readonly object[];
  readonly findings: readonly FindingCounts[];
  readonly reassessmentDueOn: string | null;
  readonly changesOn: string | null;
}

function reassessmentOf(
  assessment: LatestAssessment | null,
  tier: Tier,
  lastSendDay: string | null,
): string | null {
  if (assessment === null || assessment.closedOn === null) return null;
  const noticeDays = lastSendDay === null ? [] : [lastSendDay];
  return reassessmentDueOn({ tier, assessedOn: assessment.closedOn, noticeDays });
}

/** The last day of something still belongs to it. */
function dayAfter(day: string | null | undefined): string | null {
  return day == null ? null : addDays(day, 1);
}

/** The first day after today on which something changes by the calendar alone. */
function earliest(days: readonly (string | null)[], today: string): string | null {
  return days.filter((day): day is string => day !== null && day > today).sort()[0] ?? null;
}

const upsert = `
  insert into app.standing
    (organisation_id, engagement_id, vendor_id, open, tier, inherent_level, calculated_level, rating, rating_rank,
     rating_state, ce_hundredths, residual, open_critical, open_high, open_medium, open_low, overdue_findings,
     required_clauses, clause_gaps, clause_01, approval_outcome, approval_valid_to, assessment_id, assessment_state,
     assessment_due_on, contract_id, last_send_day, reassessment_due_on, what_next, what_next_action,
     what_next_target, changes_on)
  values
    (:organisationId, :id, :vendorId, :open, :tier, :inherentLevel, :calculated, :rating, :ratingRank,
     :ratingState, :ceHundredths, :residual, :openCritical, :openHigh, :openMedium, :openLow, :overdueFindings,
     :requiredClauses, :clauseGaps, :clause01, :approvalOutcome, :approvalValidTo, :assessmentId, :assessmentState,
     :assessmentDueOn, :contractId, :lastSendDay, :reassessmentDueOn, :whatNext, :action,
     :target, :changesOn)
  on conflict (organisation_id, engagement_id) do update set
    open = excluded.open, tier = excluded.tier, inherent_level = excluded.inherent_level,
    calculated_level = excluded.calculated_level, rating = excluded.rating, rating_rank = excluded.rating_rank,
    rating_state = excluded.rating_state, ce_hundredths = excluded.ce_hundredths, residual = excluded.residual,
    open_critical = excluded.open_critical, open_high = excluded.open_high, open_medium = excluded.open_medium,
    open_low = excluded.open_low, overdue_findings = excluded.overdue_findings,
    required_clauses = excluded.required_clauses, clause_gaps = excluded.clause_gaps,
    clause_01 = excluded.clause_01, approval_outcome = excluded.approval_outcome,
    approval_valid_to = excluded.approval_valid_to, assessment_id = excluded.assessment_id,
    assessment_state = excluded.assessment_state, assessment_due_on = excluded.assessment_due_on,
    contract_id = excluded.contract_id, last_send_day = excluded.last_send_day,
    reassessment_due_on = excluded.reassessment_due_on, what_next = excluded.what_next,
    what_next_action = excluded.what_next_action, what_next_target = excluded.what_next_target,
    changes_on = excluded.changes_on, computed_at = app.now()`;
