import type { Engagement } from '@countersign/api-types';
import type { InherentRisk, IntakeFacts, ResidualRisk, ScopeDispute } from '@countersign/domain';

/** The wire's engagement with the domain's own types where the contract leaves them open. */
export type EngagementView = Omit<Engagement, 'intake' | 'inherent' | 'residual' | 'disputes'> & {
  readonly intake: IntakeFacts;
  readonly inherent: InherentRisk;
  readonly residual: ResidualRisk;
  readonly disputes: readonly ScopeDispute[];
};
