import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  asJson,
  Database,
  expression,
  invalid,
  KeyRing,
  OutgoingHosts,
  RefusedHostError,
  type Actor,
  say,
} from '@countersign/platform';
import type { ProviderAccess } from './identity-provider';
import { OrganisationEntity } from '../organisations/organisation.entity';
import type { OidcSettingsForm } from './oidc.dto';
import type { RoleRule } from './role-mapping';
import { OidcProviderEntity } from './oidc-provider.entity';

/** Bound into the sealed client secret, so that it opens nowhere else. */
export const clientSecretPurpose = 'oidc client secret';

export interface StoredProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretSealed: string | null;
  readonly clientSecretSetAt: string | null;
  readonly label: string;
  readonly roleClaim: string | null;
  readonly roleMapping: readonly RoleRule[];
  readonly enabled: boolean;
}

type Wanted = Omit<OidcSettingsForm, 'revision'>;

/** The one identity provider that an organisation may have. */
@Injectable()
export class OidcProviders {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly keys: KeyRing,
    private readonly hosts: OutgoingHosts,
  ) {}

  /** In the current transaction. */
  async find(): Promise<StoredProvider | null> {
    return this.database.maybeOne<StoredProvider>(
      `
      select p.issuer, p.client_id, p.client_secret_sealed, p.client_secret_set_at, p.label, p.role_claim,
        p.role_mapping, p.enabled
      from app.oidc_provider p
      where p.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
    );
  }

  /** In the current transaction; it counts removals too, so a provider that is set anew is no older one. */
  async revision(lock: '' | 'for no key update'): Promise<number> {
    const { revision } = await this.database.one<{ revision: number }>(
      `select o.provider_revision as revision from app.organisation o
       where o.organisation_id = :organisationId ${lock}`,
      { organisationId: this.database.organisationId },
    );
    return revision;
  }

  /** In a transaction of its own. */
  async of(organisationId: string): Promise<StoredProvider | null> {
    const actor: Actor = { kind: 'job', organisationId, name: 'sign-in' };
    return this.database.run(actor, () => this.find());
  }

  accessTo({ issuer, clientId, clientSecretSealed, roleClaim }: StoredProvider): ProviderAccess {
    const clientSecret =
      clientSecretSealed === null ? null : this.keys.open(clientSecretSealed, clientSecretPurpose);
    return { issuer, clientId, clientSecret, roleClaim };
  }

  refuseUnfit(form: Wanted): void {
    this.refuseUnfitIssuer(form.issuer);
    if (form.enabled && form.roleClaim !== null && form.roleMapping.length === 0) {
      throw invalid([
        {
          field: 'roleMapping',
          message: say('oidc-providers.say-which-value-of'),
        },
      ]);
    }
  }

  async setProvider(form: Wanted, before: StoredProvider | null): Promise<void> {
    refuseSecretForAnother(form, before);
    const { clientSecret, ...settings } = form;
    const sealed = clientSecret === null ? null : this.keys.seal(clientSecret, clientSecretPurpose);
    await this.database.query(
      `
      insert into app.oidc_provider as p
        (organisation_id, issuer, client_id, client_secret_sealed, client_secret_set_at, label, role_claim, role_mapping,
          enabled)
      values
        (:organisationId, :issuer, :clientId, :sealed, case when :sealed::text is not null then app.now() end, :label, :roleClaim, :roleMapping, :enabled)
      on conflict (organisation_id) do update set
        issuer = excluded.issuer,
        client_id = excluded.client_id,
        client_secret_sealed = coalesce(excluded.client_secret_sealed, p.client_secret_sealed),
        client_secret_set_at = coalesce(excluded.client_secret_set_at, p.client_secret_set_at),
        label = excluded.label,
        role_claim = excluded.role_claim,
        role_mapping = excluded.role_mapping,
        enabled = excluded.enabled,
        changed_at = now()`,
      {
        organisationId: this.database.organisationId,
        ...settings,
        sealed,
        roleMapping: asJson(settings.roleMapping),
      },
    );
    await this.countOn();
    await this.audit.record({
      what: 'oidc-provider.changed',
      object: { kind: 'organisation', id: this.database.organisationId },
      ...(before && { before: forTrail(before) }),
      after: forTrail(settings),
      detail: { secretChanged: clientSecret !== null },
    });
  }

  /** Who is linked stays linked: the same issuer may come back. */
  async removeProvider(before: StoredProvider): Promise<void> {
    await this.database.delete(OidcProviderEntity, {});
    await this.countOn();
    await this.audit.record({
      what: 'oidc-provider.removed',
      object: { kind: 'organisation', id: this.database.organisationId },
      before: forTrail(before),
    });
  }

  private async countOn(): Promise<void> {
    await this.database.update(
      OrganisationEntity,
      {},
      { providerRevision: expression`provider_revision + 1` },
    );
  }

  private refuseUnfitIssuer(issuer: string): void {
    const url = this.checked(issuer);
    if (url.search !== '' || url.hash !== '' || url.pathname.includes('/.well-known/')) {
      throw invalid([{ field: 'issuer', message: say('oidc-providers.give-the-issuer-alone') }]);
    }
  }

  private checked(issuer: string): URL {
    try {
      return this.hosts.check(issuer);
    } catch (error) {
      if (error instanceof RefusedHostError) throw invalid([{ field: 'issuer', message: error.words }]);
      throw error;
    }
  }
}

/** A stored secret is never shown to a provider other than the one it was given for. */
function refuseSecretForAnother(form: Wanted, before: StoredProvider | null): void {
  if (form.clientSecret !== null || !before?.clientSecretSealed) return;
  if (form.issuer === before.issuer && form.clientId === before.clientId) return;
  throw invalid([
    {
      field: 'clientSecret',
      message: say('oidc-providers.give-the-client-secret'),
    },
  ]);
}

function forTrail({
  issuer,
  clientId,
  label,
  roleClaim,
  roleMapping,
  enabled,
}: Omit<StoredProvider, 'clientSecretSealed' | 'clientSecretSetAt'>) {
  return { issuer, clientId, label, roleClaim, roleMapping, enabled };
}
