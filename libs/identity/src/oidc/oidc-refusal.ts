/** Why signing in at the provider does not lead in here. The code is what the sign-in page gets to know. */
export const oidcRefusals = {
  'oidc-off': 'The organisation has no identity provider, or it is switched off.',
  'oidc-ended': 'The way back took more than ten minutes, was used already, or began in another browser.',
  'oidc-refused': 'The provider said no, or the person went back.',
  'oidc-failed': 'The provider cannot be reached, or what it says cannot be trusted.',
  'oidc-unverified': 'The provider does not vouch for the address, so no invitation can be found by it.',
  'oidc-unknown':
    'Nobody here is linked to this identity and no invitation is open: an administrator must invite. Whoever has an account signs in as before and links the provider on the account page; an address alone never links.',
  'oidc-no-role': 'No rule of the organisation gives this person a role.',
  'oidc-inactive': 'The member was deactivated.',
  'oidc-linked-elsewhere': 'The identity belongs to another member, or the member has another identity.',
  'oidc-signed-out': 'Whoever links must still be signed in as the member who began.',
} as const;
export type OidcRefusalCode = keyof typeof oidcRefusals;

export class OidcRefusal extends Error {
  constructor(readonly code: OidcRefusalCode) {
    super(oidcRefusals[code]);
    this.name = 'OidcRefusal';
  }
}
