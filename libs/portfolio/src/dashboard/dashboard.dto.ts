import {
  ASSESSMENT_STATES,
  LEVELS,
  SEVERITIES,
  type AssessmentState,
  type Level,
  type Severity,
  type Tier,
} from '@countersign/domain';
import { ContractRow } from '@countersign/contracts';
import { BackgroundWork, Choice, Day, ListOf, Nested, Whole } from '@countersign/platform';

export class TierAndRating {
  @Choice([1, 2, 3]) readonly tier: Tier;
  @Choice([...LEVELS, 'not-assessed']) readonly rating: Level | 'not-assessed';
  @Whole() readonly count: number;
}
export class VendorCounts {
  @Whole() readonly total: number;
  @ListOf(() => TierAndRating) readonly byTierAndRating: TierAndRating[];
}
export class EngagementCounts {
  @Whole() readonly total: number;
  @Whole() readonly notApproved: number;
  @Whole() readonly staleApprovals: number;
  /** To be assessed again, today or before. */
  @Whole() readonly reassessmentsDue: number;
  /** Taken in before anybody was asked, and nobody has said yet whether the service is in use. */
  @Whole() readonly useNotStated: number;
  @ListOf(() => TierAndRating) readonly byTierAndRating: TierAndRating[];
}
export class OverdueCounts {
  @Whole() readonly assessments: number;
  @Whole() readonly findings: number;
}
export class SeverityCounts {
  @Choice(SEVERITIES) readonly severity: Severity;
  @Whole() readonly open: number;
  @Whole() readonly overdue: number;
}
export class ClauseGapCounts {
  @Whole() readonly engagements: number;
  @Whole() readonly gaps: number;
  /** Required clauses that nobody has read a contract for. */
  @Whole() readonly toReview: number;
  @Whole() readonly withoutClause01: number;
}
export class Renewals {
  @ListOf(() => ContractRow) readonly within120: ContractRow[];
  @Whole() readonly count: number;
  /** What ends or was renewed, as its page says, and is not due within 120 days. */
  @ListOf(() => ContractRow) readonly decided: ContractRow[];
  @Whole() readonly decidedCount: number;
  @Whole() readonly unknown: number;
  /** Ended while a service that they covered goes on. */
  @Whole() readonly heldOver: number;
}
export class StateCount {
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @Whole() readonly count: number;
}
export class MailCounts {
  @Whole() readonly planned: number;
  @Whole() readonly failed: number;
  @Whole() readonly suppressed: number;
}

/** The portfolio in numbers; each number has a list behind it with the same filter. */
export class Dashboard {
  @Day() readonly today: string;
  @Nested(() => VendorCounts) readonly vendors: VendorCounts;
  @Nested(() => EngagementCounts) readonly engagements: EngagementCounts;
  @Nested(() => OverdueCounts) readonly overdue: OverdueCounts;
  @ListOf(() => SeverityCounts) readonly findingsBySeverity: SeverityCounts[];
  @Nested(() => ClauseGapCounts) readonly clauseGaps: ClauseGapCounts;
  @Nested(() => Renewals) readonly renewals: Renewals;
  @Whole() readonly awaitingReview: number;
  @ListOf(() => StateCount) readonly assessmentsByState: StateCount[];
  @Nested(() => MailCounts) readonly mail: MailCounts;
  @Nested(() => BackgroundWork) readonly worker: BackgroundWork;
}
