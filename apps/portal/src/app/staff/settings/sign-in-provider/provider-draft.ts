import { applyEach, maxLength, pattern, required, type SchemaFn, validate } from '@angular/forms/signals';
import type { OidcSettings, OidcSettingsForm, Role } from '@countersign/api-types';
import { formatInstant } from '../../../language/formats';
import { rolesInWords } from '../members/member-words';
import { within } from '../../../ui/form/within';

export interface ProviderDraft {
  issuer: string;
  clientId: string;
  /** A new one; empty keeps the one that is stored. */
  clientSecret: string;
  storedSecret: string;
  label: string;
  roleClaim: string;
  roleMapping: { value: string; roles: readonly Role[] }[];
  enabled: boolean;
}

export const EMPTY_PROVIDER: ProviderDraft = {
  issuer: '',
  clientId: '',
  clientSecret: '',
  storedSecret: '',
  label: '',
  roleClaim: '',
  roleMapping: [],
  enabled: false,
};

/** @param hasSecret whether a secret is stored, which an empty field then keeps. */
export function providerRules(hasSecret: () => boolean): SchemaFn<ProviderDraft> {
  return (path) => {
    required(path.issuer, {
      message: $localize`:@@provider-draft.enter-the-providers-issuer:Enter the provider’s issuer address.`,
    });
    pattern(path.issuer, /^\s*https?:\/\/\S+\s*$/, {
      message: $localize`:@@provider-draft.enter-an-address-such:Enter an address such as https://login.example/realm.`,
    });
    within(path.issuer, 500);
    required(path.clientId, {
      message: $localize`:@@provider-draft.enter-the-client-id:Enter the client id the provider gave.`,
    });
    within(path.clientId, 500);
    required(path.clientSecret, {
      message: $localize`:@@provider-draft.enter-the-client-secret:Enter the client secret the provider gave.`,
      when: () => !hasSecret(),
    });
    within(path.clientSecret, 1_000);
    required(path.label, {
      message: $localize`:@@provider-draft.say-what-the-button:Say what the button on the sign-in page shall read.`,
    });
    maxLength(path.label, 80, {
      message: $localize`:@@provider-draft.keep-the-words-of:Keep the words of the button within 80 characters.`,
    });
    required(path.roleClaim, {
      message: $localize`:@@provider-draft.name-the-claim-whose:Name the claim whose values give roles, or remove the rows beneath.`,
      when: ({ valueOf }) => valueOf(path.roleMapping).length > 0,
    });
    within(path.roleClaim, 200);
    applyEach(path.roleMapping, (row) => {
      required(row.value, {
        message: $localize`:@@provider-draft.enter-the-value-the:Enter the value the provider sends.`,
      });
      within(row.value, 200);
      validate(row.roles, ({ value }) =>
        value().length === 0
          ? {
              kind: 'roles',
              message: $localize`:@@provider-draft.choose-the-roles-this:Choose the roles this value gives.`,
            }
          : null,
      );
    });
  };
}

export function draftOf(settings: OidcSettings): ProviderDraft {
  const { issuer, clientId, label, roleClaim, roleMapping, enabled } = settings;
  return {
    issuer: issuer ?? '',
    clientId: clientId ?? '',
    clientSecret: '',
    storedSecret: storedSecretOf(settings),
    label: label ?? '',
    roleClaim: roleClaim ?? '',
    roleMapping: roleMapping.map(({ value, roles }) => ({ value, roles })),
    enabled,
  };
}

/** That there is one, and since when: nobody is shown more of it. */
function storedSecretOf({ hasSecret, secretSetAt }: OidcSettings): string {
  if (!hasSecret) return '';
  return secretSetAt === null
    ? $localize`:@@provider-draft.one-is-kept:One is kept`
    : $localize`:@@provider-draft.one-of:One entered ${formatInstant(secretSetAt)}:at:`;
}

export function inWords(draft: ProviderDraft): readonly (readonly [string, string])[] {
  return [
    [$localize`:@@provider-page.issuer:Issuer`, draft.issuer.trim()],
    [$localize`:@@provider-page.client-id:Client id`, draft.clientId.trim()],
    [
      $localize`:@@provider-page.client-secret:Client secret`,
      draft.clientSecret === ''
        ? draft.storedSecret
        : $localize`:@@provider-draft.the-one-you-entered:The one you entered`,
    ],
    [$localize`:@@provider-page.words-on-the-button:Words on the button`, draft.label.trim()],
    [$localize`:@@provider-page.claim-that-holds-the:Claim that holds the roles`, draft.roleClaim.trim()],
    [
      $localize`:@@provider-draft.role-rules:Role rules`,
      draft.roleMapping.map(({ value, roles }) => `${value.trim()}: ${rolesInWords(roles)}`).join('; '),
    ],
    [
      $localize`:@@provider-draft.on-the-sign-in:On the sign-in page`,
      draft.enabled
        ? $localize`:@@provider-draft.offered:Offered`
        : $localize`:@@provider-draft.not-offered:Not offered`,
    ],
  ];
}

export function settingsOf(draft: ProviderDraft, revision: number): OidcSettingsForm {
  return {
    issuer: draft.issuer.trim(),
    clientId: draft.clientId.trim(),
    clientSecret: draft.clientSecret || null,
    label: draft.label.trim(),
    roleClaim: draft.roleClaim.trim() || null,
    roleMapping: draft.roleMapping.map(({ value, roles }) => ({ value: value.trim(), roles: [...roles] })),
    enabled: draft.enabled,
    revision,
  };
}
