import { ApprovalEntity } from './approvals/approval.entity';
import { RiskAcceptanceEntity } from './approvals/risk-acceptance.entity';
import { EngagementEntity } from './engagements/engagement.entity';
import { PolicyEntity } from './policy/policy.entity';
import { ReassessmentExtensionEntity } from './standings/reassessment-extension.entity';
import { FormulaRiseEntity } from './standings/formula-rise.entity';
import { StaleCauseEntity } from './standings/stale-cause.entity';
import { StandingHistoryEntity } from './standings/standing-history.entity';
import { StandingEntity } from './standings/standing.entity';
import { TierOverrideEntity } from './tier/tier-override.entity';

/** The tables of this library, named one by one. */
export const portfolioEntities = [
  EngagementEntity,
  ApprovalEntity,
  StandingEntity,
  StandingHistoryEntity,
  PolicyEntity,
  RiskAcceptanceEntity,
  StaleCauseEntity,
  FormulaRiseEntity,
  ReassessmentExtensionEntity,
  TierOverrideEntity,
] as const;
