import { inWords, say } from '@countersign/platform';

/** Why signing in at the provider does not lead in here. The code is what the sign-in page gets to know. */
export const oidcRefusals = [
  'oidc-off',
  'oidc-ended',
  'oidc-refused',
  'oidc-failed',
  'oidc-unverified',
  'oidc-unknown',
  'oidc-no-role',
  'oidc-inactive',
  'oidc-linked-elsewhere',
  'oidc-signed-out',
] as const;
export type OidcRefusalCode = (typeof oidcRefusals)[number];

export class OidcRefusal extends Error {
  constructor(readonly code: OidcRefusalCode) {
    super(inWords(say(`refusal.${code}`)));
    this.name = 'OidcRefusal';
  }
}
