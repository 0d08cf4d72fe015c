import { defineLimits } from '@countersign/platform';

export const identityRateLimits = defineLimits({
  // Before a body is read; who it is, and from which device, is known and counted after that.
  'sign-in-arrival': { most: 3_000, perSeconds: 600 },
  'second-factor-arrival': { most: 3_000, perSeconds: 600 },
  'link-arrival': { most: 3_000, perSeconds: 600 },
  'sign-in': { most: 300, perSeconds: 600 },
  // By the account tried, whoever tries it; what the delays refuse counts as well.
  'sign-in-account': { most: 60, perSeconds: 600 },
  'sign-in-device': { most: 60, perSeconds: 600 },
  'sign-in-passkey': { most: 300, perSeconds: 600 },
  'sign-in-provider': { most: 300, perSeconds: 600 },
  'second-factor': { most: 300, perSeconds: 600 },
  'second-factor-step': { most: 60, perSeconds: 600 },
  'password-reset': { most: 30, perSeconds: 3600 },
  'password-reset-device': { most: 10, perSeconds: 3600 },
  // Links that lead nowhere: whoever holds a real one pays for nobody who guesses.
  invitation: { most: 120, perSeconds: 3600 },
  'password-reset-link': { most: 300, perSeconds: 3600 },
});
