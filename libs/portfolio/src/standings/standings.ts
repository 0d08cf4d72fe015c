import { Injectable } from '@nestjs/common';
import {
  addDays,
  importedFindingFrom,
  countsAsOpen,
  holdsData,
  openKnockoutsOf,
  residualRisk,
  unapprovedUse,
} from '@countersign/domain';
import { Changes, Clock, Database, dayCame, type Weighed } from '@countersign/platform';
import { approvalStandingOf, type ApprovalStanding } from './approval-standing';
import { FormulaChange } from './formula-change';
import { reassessmentStandingOf, type StandingReassessment } from './reassessment-standing';
import { ReassessmentFollow } from './reassessment-follow';
import { StaleCauses } from './stale-causes';
import type { StandingEntity } from './standing.entity';
import { policyOf, StandingFactsReader, type StandingFacts } from './standing-facts';
import { writeStandings, type ComputedStanding } from './standing-rows';
import { UnassessedFollow } from './unassessed-follow';
import { whatNext } from './what-next';

/**
 * Where each engagement stands: written in the transaction of every change that moves it, so that lists and the
 * dashboard only add up rows. What moves by the calendar alone is recomputed on `changes_on`.
 */
@Injectable()
export class Standings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: StandingFactsReader,
    private readonly changes: Changes,
    private readonly staleCauses: StaleCauses,
    private readonly formula: FormulaChange,
    private readonly reassessments: ReassessmentFollow,
    private readonly unassessed: UnassessedFollow,
  ) {}

  /** Each engagement with the kind of change that its history names as the cause. */
  async recompute(causes: ReadonlyMap<string, string>): Promise<void> {
    if (causes.size === 0) return;
    // In one order everywhere, so that two changes at once wait for each other instead of deadlocking.
    const ids = [...causes.keys()].sort();
    // Before anything is read: of two changes at once the later counts with the earlier one's rows.
    await this.lock(ids);
    const computed = await this.carried(ids);
    await writeStandings(this.database, computed, causes);
    await this.staleCauses.follow(computed);
    await this.reassessments.follow(computed);
    await this.unassessed.follow(computed);
  }

  /** What stood by a former formula is held from now on against what it gives today. */
  private async carried(ids: readonly string[]): Promise<ComputedStanding[]> {
    const former = await this.formula.former(ids);
    const computed = await this.computed(ids);
    if (former.length === 0) return computed;
    await this.formula.record(former, computed);
    return this.computed(ids);
  }

  async lock(ids: readonly string[]): Promise<void> {
    await this.database.query(
      `select from app.standing s
       where s.organisation_id = :organisationId and s.engagement_id = any(:ids::uuid[])
       order by s.engagement_id for update`,
      { ids },
    );
  }

  /** As they are by what is stored now, without writing them. */
  async computed(ids: readonly string[]): Promise<ComputedStanding[]> {
    const today = await this.clock.today();
    const facts = await this.facts.of({ ids, today });
    return facts.map((one) => standingOf(one, today));
  }

  /** For a decision that rests on the standing: what the daily round would do, without waiting for it. */
  bringToToday(engagementId: string): Promise<void> {
    return this.recompute(new Map([[engagementId, 'day']]));
  }

  /** The engagements whose level, rating or dates change by themselves today. */
  async due(): Promise<Weighed[]> {
    return this.database.query(
      `select s.engagement_id as id, 1 as rows from app.standing s
       where s.organisation_id = :organisationId and s.changes_on <= :today order by s.engagement_id`,
      { today: await this.clock.today() },
    );
  }

  /** Those of them that still are. One that somebody changes this moment is recomputed by that change. */
  async recomputeDue(ids: readonly string[]): Promise<void> {
    const due = await this.database.query<Pick<StandingEntity, 'engagementId'>>(
      `select s.engagement_id from app.standing s
       where s.organisation_id = :organisationId
         and s.engagement_id = any(:ids::uuid[]) and s.changes_on <= :today
       order by s.engagement_id
       for update skip locked`,
      { ids, today: await this.clock.today() },
    );
    const engagementIds = due.map(({ engagementId }) => engagementId);
    if (engagementIds.length > 0) this.changes.note(dayCame({ engagementIds }));
  }
}

export function standingOf(facts: StandingFacts, today: string): ComputedStanding {
  const { engagement, assessment, findings, overruled, contract } = facts;
  const { score } = facts;
  const { protectedData } = engagement.facts;
  const residual = residualRisk({
    inherent: engagement.inherent,
    score,
    protectedData,
    openFindings: findings
      .flatMap(({ severity, open, overdue }) => [
        ...Array.from({ length: overdue }, () => ({ severity, overdue: true, open: true })),
        ...Array.from({ length: open - overdue }, () => ({ severity, overdue: false, open: true })),
      ])
      .concat(overruled.map(({ severity, dueOn }) => ({ severity, overdue: dueOn < today, open: true }))),
  });
  const policy = policyOf(facts);
  const reassessment = reassessmentStandingOf(facts, today);
  const openKnockouts = openKnockoutsOf(score, protectedData);
  const approvalStanding = approvalStandingOf(facts, { rating: residual.rating, openKnockouts, today });
  return {
    ...facts,
    open: countsAsOpen(!engagement.open, approvalStanding.state, engagement.use),
    residual,
    openKnockouts,
    approvalStanding,
    next: whatNext({
      today,
      open: engagement.open,
      vendorArchived: engagement.vendorArchived,
      dataHeld: holdsData(engagement.use) && engagement.facts.dataElements.some((one) => !NO_DATA.has(one)),
      assessment,
      laterQuestions: facts.laterQuestions,
      approval: facts.approval && { ...facts.approval, state: approvalStanding.state },
      asked: policy.questionnaires.length > 0,
      unassessed: policy.nothingAskedBecause === 'said-not-needed',
      contract,
      reassessment,
      use: engagement.use.state,
    }),
    again: reassessment,
    changesOn: earliest(
      [...changeDays(facts), ...reassessmentDays(reassessment), unapprovedFrom(facts, approvalStanding)],
      today,
    ),
  };
}

const NO_DATA: ReadonlySet<string> = new Set(['none', 'public']);

/** The days on which what was read changes its meaning. */
function changeDays(facts: StandingFacts) {
  const { score, assessment, findings, overruled, contract, approval, acceptance } = facts;
  return [
    score?.changesOn ?? null,
    contract.changesOn,
    ...findings.map(({ nextDueOn }) => nextDueOn),
    ...overruled.map(({ dueOn }) => dayAfter(dueOn)),
    dayAfter(approval?.validTo),
    ...(approval?.conditions ?? []).map(({ dueOn }) => dayAfter(dueOn)),
    dayAfter(acceptance?.until),
    dayAfter(assessment?.dueOn),
    ...facts.laterQuestions.map(({ dueOn }) => dayAfter(dueOn)),
    dayAfter(facts.engagement.override?.until),
    importedFindingFrom(facts.engagement.use),
  ];
}

/** Due on its day; older than the policy allows after the regular one, or the one to which that was moved. */
function reassessmentDays(reassessment: StandingReassessment | null): (string | null)[] {
  if (reassessment === null) return [];
  const { dueOn, regularOn, extendedUntil } = reassessment;
  return [dueOn, dayAfter(regularOn), dayAfter(extendedUntil)];
}

/** The day on which use without an approval becomes a finding. */
function unapprovedFrom({ engagement, policy }: StandingFacts, approval: ApprovalStanding): string | null {
  return unapprovedUse(engagement.use, approval, policy.policy.useWithoutApprovalDays)?.from ?? null;
}

/** The last day of something still belongs to it. */
function dayAfter(day: string | null | undefined): string | null {
  return day == null ? null : addDays(day, 1);
}

/** The first day after today on which something changes by the calendar alone. */
function earliest(days: readonly (string | null)[], today: string): string | null {
  return days.filter((day): day is string => day !== null && day > today).sort()[0] ?? null;
}
