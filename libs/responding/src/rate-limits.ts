import { defineLimits, defineWindow } from '@countersign/platform';

export const respondingRateLimits = defineLimits({
  /** Links that lead nowhere: whoever holds a real one pays for nobody who guesses. */
  link: { most: 300, perSeconds: 3600 },
});

/** Of one assessment; the organisation says how many. */
export const saves = defineWindow('saves', 60);
