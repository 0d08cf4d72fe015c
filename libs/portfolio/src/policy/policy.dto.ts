import type { Policy } from '@countersign/domain';
import { Shaped, Whole } from '@countersign/platform';
import { policyShape } from './policy.shape';

export class PolicyOfOrganisation {
  /** 0 is what ships, unchanged. */
  @Whole() readonly version: number;
  @Shaped(policyShape) readonly policy: Policy;
}
