import type { Delivery } from './refusals';

const longestBackoffSeconds = 4 * 3600;
export const PATIENCE_DAYS = 5;

/** A minute, two, four … up to four hours, give or take a quarter, so that a crowd does not come back as one. */
export function backoffSeconds(attempt: number, random: () => number = Math.random): number {
  return wholeBackoffSeconds(attempt) * (0.75 + random() * 0.5);
}

/**
 * "Not yet" is not believed for ever. What counts is how often a mail was put off, by the waits that follow from it:
 * the days of an outage in between are nobody's refusal.
 */
export function givenUp(outcome: Delivery, deferralsBefore: number): Delivery {
  if (outcome.kind !== 'deferred' || deferralsBefore < mostDeferrals) return outcome;
  return { kind: 'rejected', reply: outcome.reply, givenUpAfterDays: PATIENCE_DAYS };
}

const mostDeferrals = deferralsWithin(PATIENCE_DAYS * 24 * 3600);

function deferralsWithin(seconds: number): number {
  let deferrals = 0;
  for (let waited = 0; waited < seconds; deferrals += 1) waited += wholeBackoffSeconds(deferrals + 1);
  return deferrals;
}

function wholeBackoffSeconds(attempt: number): number {
  return Math.min(longestBackoffSeconds, 60 * 2 ** Math.min(attempt - 1, 20));
}
