import { defineLimits } from '@countersign/platform';

export const organisationRateLimits = defineLimits({
  /** Links that lead nowhere. */
  'set-up': { most: 30, perSeconds: 3600 },
  'erasure-preview': { most: 60, perSeconds: 3600 },
});
