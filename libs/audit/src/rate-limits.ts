import { defineLimits } from '@countersign/platform';

export const auditRateLimits = defineLimits({
  /** By the member: of the trail, and of the organisation as a whole. */
  export: { most: 30, perSeconds: 3600 },
  'denied-access': { most: 1, perSeconds: 3600 },
});
