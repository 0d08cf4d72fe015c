import { defineLimits, defineWindow } from '@countersign/platform';

export const respondingRateLimits = defineLimits({
  /** Links that lead nowhere: whoever holds a real one pays for nobody who guesses. */
  link: { most: 300, perSeconds: 3600 },
  /** Codes that were typed, of one contact and assessment: five, then a wait. A right one takes its tries back. */
  code: { most: 5, perSeconds: 900 },
  'code-day': { most: 20, perSeconds: 24 * 60 * 60 },
  /** Fresh links that were asked for, whether or not there was anybody to mail one to. */
  'fresh-link': { most: 30, perSeconds: 3600 },
});

/** Of one assessment; the organisation says how many. */
export const saves = defineWindow('saves', 60);
