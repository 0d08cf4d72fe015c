import { Injectable } from '@nestjs/common';
import { inWords, RateLimits, say, type MemberActor } from '@countersign/platform';
import { IdentityProvider } from './identity-provider';
import type { OidcCheck, OidcSettings, OidcSettingsForm } from './oidc.dto';
import { OidcProviders, type StoredProvider } from './oidc-providers';
import { identityRateLimits } from '../rate-limits';

/** What an administrator sees and sets of the organisation's identity provider. */
@Injectable()
export class OidcSetup {
  constructor(
    private readonly providers: OidcProviders,
    private readonly provider: IdentityProvider,
    private readonly limits: RateLimits,
  ) {}

  /** In the current transaction. */
  async settings(): Promise<OidcSettings> {
    return this.shown(await this.providers.find());
  }

  /** In the current transaction. */
  async setProvider(form: OidcSettingsForm): Promise<OidcSettings> {
    await this.providers.setProvider(form);
    return this.settings();
  }

  /** In the current transaction. */
  async removeProvider(): Promise<void> {
    await this.providers.removeProvider();
  }

  /** Calls the provider, so it opens its own transactions. */
  async check({ organisationId, memberId }: MemberActor): Promise<OidcCheck> {
    await this.limits.take(identityRateLimits['sign-in-provider'], memberId);
    const stored = await this.providers.of(organisationId);
    if (stored === null) return { reachable: false, problem: inWords(say('oidc-setup.no-provider')) };
    const problem = await this.provider.problemOf(this.providers.accessTo(stored));
    return { reachable: problem === null, problem };
  }

  private shown(stored: StoredProvider | null): OidcSettings {
    return {
      issuer: stored?.issuer ?? null,
      clientId: stored?.clientId ?? null,
      hasSecret: stored !== null && stored.clientSecretSealed !== null,
      label: stored?.label ?? null,
      roleClaim: stored?.roleClaim ?? null,
      roleMapping: (stored?.roleMapping ?? []).map(({ value, roles }) => ({ value, roles: [...roles] })),
      enabled: stored?.enabled ?? false,
      redirectUri: this.provider.redirectUri,
    };
  }
}
