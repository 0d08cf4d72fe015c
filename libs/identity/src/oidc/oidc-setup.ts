import { Injectable } from '@nestjs/common';
import { inWords, RateLimits, refuseStale, say, type MemberActor } from '@countersign/platform';
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
    const revision = await this.providers.revision('');
    return this.shown(await this.providers.find(), revision);
  }

  /** In the current transaction. Who saw an older revision is told, and nothing is overwritten. */
  async setProvider({ revision, ...form }: OidcSettingsForm): Promise<OidcSettings> {
    this.providers.refuseUnfit(form);
    const stored = await this.locked(revision);
    await this.providers.setProvider(form, stored);
    return this.settings();
  }

  /** In the current transaction. Whoever asks for it after another did is given what was asked for. */
  async removeProvider(seen: number): Promise<void> {
    if ((await this.providers.find()) === null) return;
    const stored = await this.locked(seen);
    if (stored !== null) await this.providers.removeProvider(stored);
  }

  /** Calls the provider, so it opens its own transactions. */
  async check({ organisationId, memberId }: MemberActor): Promise<OidcCheck> {
    await this.limits.take(identityRateLimits['sign-in-provider'], memberId);
    const stored = await this.providers.of(organisationId);
    if (stored === null) return { reachable: false, problem: inWords(say('oidc-setup.no-provider')) };
    const problem = await this.provider.problemOf(this.providers.accessTo(stored));
    return { reachable: problem === null, problem };
  }

  /** There may be no provider yet, so two who set one at once meet at the organisation's row. */
  private async locked(seen: number): Promise<StoredProvider | null> {
    const revision = await this.providers.revision('for no key update');
    const stored = await this.providers.find();
    refuseStale(this.shown(stored, revision), seen);
    return stored;
  }

  private shown(stored: StoredProvider | null, revision: number): OidcSettings {
    return {
      issuer: stored?.issuer ?? null,
      clientId: stored?.clientId ?? null,
      hasSecret: stored !== null && stored.clientSecretSealed !== null,
      secretSetAt: stored?.clientSecretSetAt ?? null,
      label: stored?.label ?? null,
      roleClaim: stored?.roleClaim ?? null,
      roleMapping: (stored?.roleMapping ?? []).map(({ value, roles }) => ({ value, roles: [...roles] })),
      enabled: stored?.enabled ?? false,
      redirectUri: this.provider.redirectUri,
      revision,
    };
  }
}
