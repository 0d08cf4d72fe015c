import type { Level, ResidualRisk, Severity } from '@countersign/domain';
import type { ApprovalStanding } from './approval-standing';
import type { StandingReassessment } from './reassessment-standing';
import type { StandingFacts } from './standing-facts';
import type { whatNext } from './what-next';
import { compareLevels, FORMULA_VERSION } from '@countersign/domain';
import { asJson, type Database } from '@countersign/platform';

export interface ComputedStanding extends StandingFacts {
  /** Neither ended, nor rejected and not in use. */
  readonly open: boolean;
  readonly residual: ResidualRisk;
  readonly openKnockouts: readonly string[];
  readonly approvalStanding: ApprovalStanding;
  readonly next: ReturnType<typeof whatNext>;
  /** When it is to be assessed again, and why. */
  readonly again: StandingReassessment | null;
  readonly changesOn: string | null;
}

/** All of them in one statement, and a row of history for each whose numbers have moved. */
export async function writeStandings(
  database: Database,
  standings: readonly ComputedStanding[],
  causes: ReadonlyMap<string, string>,
): Promise<void> {
  await database.query(upsertWithHistory, {
    organisationId: database.organisationId,
    standings: asJson(standings.map(rowOf)),
    causes: asJson(Object.fromEntries(causes)),
  });
}

export interface Difference {
  readonly engagementId: string;
  /** The daily round has not reached it yet, and will write it. */
  readonly due: boolean;
}

/** Those of them that are not what is stored, or of which nothing is stored. */
export async function differencesOf(
  database: Database,
  standings: readonly ComputedStanding[],
  today: string,
): Promise<Difference[]> {
  return database.query(differences, {
    organisationId: database.organisationId,
    standings: asJson(standings.map(rowOf)),
    today,
  });
}

/** By the names of the columns. */
function rowOf({ engagementId, engagement, residual, ...standing }: ComputedStanding) {
  const { assessment, approval, contract, next, findings, score } = standing;
  const count = (severity: Severity) => findings.find((counts) => counts.severity === severity)?.open ?? 0;
  return {
    engagement_id: engagementId,
    vendor_id: engagement.vendorId,
    open: standing.open,
    tier: engagement.tier,
    inherent_level: engagement.inherent.level,
    calculated_level: residual.calculated,
    rating: residual.rating,
    rating_rank: compareLevels(residual.rating, LOWEST),
    rating_state: residual.state,
    ce_hundredths: score?.ceHundredths ?? null,
    residual: {
      risk: residual,
      openKnockouts: standing.openKnockouts,
    },
    open_critical: count('critical'),
    open_high: count('high'),
    open_medium: count('medium'),
    open_low: count('low'),
    overdue_findings: findings.reduce((sum, { overdue }) => sum + overdue, 0),
    required_clauses: contract.requiredClauses,
    clause_gaps: contract.clauseGaps,
    clauses_to_review: contract.clausesToReview,
    clause_01: contract.clause01,
    approval_outcome: approval?.outcome ?? null,
    approval_state: standing.approvalStanding.state,
    approval_valid_to: approval?.validTo ?? null,
    assessment_id: assessment?.id ?? null,
    assessment_state: assessment?.state ?? null,
    assessment_due_on: assessment?.dueOn ?? null,
    contract_id: contract.contractId,
    act_by: contract.dueOn,
    last_send_day: contract.dueOn,
    reassessment_due_on: standing.again?.dueOn ?? null,
    reassessment: standing.again,
    what_next: next.said,
    what_next_action: next.action,
    what_next_target: next.targetId,
    formula_version: FORMULA_VERSION,
    changes_on: standing.changesOn,
  };
}

const LOWEST: Level = 'very-low';

const upsert = `
  insert into app.standing
    (organisation_id, engagement_id, vendor_id, open, tier, inherent_level, calculated_level, rating, rating_rank,
     rating_state, ce_hundredths, residual, open_critical, open_high, open_medium, open_low, overdue_findings,
     required_clauses, clause_gaps, clauses_to_review, clause_01, approval_outcome, approval_state, approval_valid_to,
     assessment_id, assessment_state,
     assessment_due_on, contract_id, act_by, last_send_day, reassessment_due_on, reassessment, what_next,
     what_next_action, what_next_target, formula_version, changes_on)
  select :organisationId, s.engagement_id, s.vendor_id, s.open, s.tier, s.inherent_level, s.calculated_level, s.rating,
    s.rating_rank, s.rating_state, s.ce_hundredths, s.residual, s.open_critical, s.open_high, s.open_medium, s.open_low,
    s.overdue_findings, s.required_clauses, s.clause_gaps, s.clauses_to_review, s.clause_01, s.approval_outcome,
    s.approval_state, s.approval_valid_to,
    s.assessment_id, s.assessment_state, s.assessment_due_on, s.contract_id, s.act_by, s.last_send_day, s.reassessment_due_on,
    s.reassessment, s.what_next, s.what_next_action, s.what_next_target, s.formula_version, s.changes_on
  from jsonb_populate_recordset(null::app.standing, :standings::jsonb) as s
  on conflict (organisation_id, engagement_id) do update set
    open = excluded.open, tier = excluded.tier, inherent_level = excluded.inherent_level,
    calculated_level = excluded.calculated_level, rating = excluded.rating, rating_rank = excluded.rating_rank,
    rating_state = excluded.rating_state, ce_hundredths = excluded.ce_hundredths, residual = excluded.residual,
    open_critical = excluded.open_critical, open_high = excluded.open_high, open_medium = excluded.open_medium,
    open_low = excluded.open_low, overdue_findings = excluded.overdue_findings,
    required_clauses = excluded.required_clauses, clause_gaps = excluded.clause_gaps,
    clauses_to_review = excluded.clauses_to_review,
    clause_01 = excluded.clause_01, approval_outcome = excluded.approval_outcome, approval_state = excluded.approval_state,
    approval_valid_to = excluded.approval_valid_to, assessment_id = excluded.assessment_id,
    assessment_state = excluded.assessment_state, assessment_due_on = excluded.assessment_due_on,
    contract_id = excluded.contract_id, act_by = excluded.act_by, last_send_day = excluded.last_send_day,
    reassessment_due_on = excluded.reassessment_due_on,
    reassessment = excluded.reassessment, what_next = excluded.what_next,
    what_next_action = excluded.what_next_action, what_next_target = excluded.what_next_target,
    formula_version = excluded.formula_version, changes_on = excluded.changes_on, computed_at = app.now()`;

/** What a trend is drawn from. Texts, days and ids lead somewhere from the standing of today, and nowhere later. */
const kept = [
  'open',
  'tier',
  'inherent_level',
  'calculated_level',
  'rating',
  'rating_state',
  'ce_hundredths',
  'open_critical',
  'open_high',
  'open_medium',
  'open_low',
  'overdue_findings',
  'required_clauses',
  'clause_gaps',
  'clause_01',
  'approval_outcome',
  'approval_state',
  'assessment_state',
];
const keptOf = (row: 'old' | 'new' | 'w'): string => kept.map((column) => `${row}.${column}`).join(', ');

const upsertWithHistory = `
  with w as (
    ${upsert}
    returning new.*, old.rating as rating_before, old.ce_hundredths as ce_hundredths_before,
      (${keptOf('old')}) is distinct from (${keptOf('new')}) as moved
  )
  insert into app.standing_history
    (organisation_id, engagement_id, cause, rating_before, ce_hundredths_before, ${kept.join(', ')})
  select w.organisation_id, w.engagement_id, :causes::jsonb ->> w.engagement_id::text, w.rating_before,
    w.ce_hundredths_before, ${keptOf('w')}
  from w
  where w.moved`;

// What a change of the time zone has left to the next round is due as well: `Recount` says it in the same words.
const differences = `
  select c.engagement_id,
    coalesce(
      s.changes_on <= :today or s.computed_at >= o.recount_standings_from::timestamp at time zone 'Etc/GMT-14',
      false) as due
  from jsonb_populate_recordset(null::app.standing, :standings::jsonb) as c
  join app.organisation o on o.organisation_id = :organisationId
  left join app.standing s on s.organisation_id = :organisationId and s.engagement_id = c.engagement_id
  where to_jsonb(s) - '{organisation_id,computed_at}'::text[]
    is distinct from to_jsonb(c) - '{organisation_id,computed_at}'::text[]
  order by c.engagement_id`;
