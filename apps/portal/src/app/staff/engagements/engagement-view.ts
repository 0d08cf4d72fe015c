import type { Engagement } from '@countersign/api-types';
import type { IntakeFacts } from '@countersign/domain';

/** The wire's engagement with the domain's own types where the contract leaves them open. */
export type EngagementView = Omit<Engagement, 'intake'> & {
  readonly intake: IntakeFacts;
};
