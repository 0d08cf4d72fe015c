import { Injectable, Logger } from '@nestjs/common';
import { Database, type Actor, type Role, type SignedInMember } from '@countersign/platform';
import { IdentityProvider, ProviderRefusedError, type ProvenIdentity } from './identity-provider';
import { MemberIdentities } from './member-identities';
import { isStateOf, OidcFlows, type Flow } from './oidc-flows';
import { OidcProviders, type StoredProvider } from './oidc-providers';
import { OidcRefusal, type OidcRefusalCode } from './oidc-refusal';
import { rolesFrom, valuesOfClaim } from './role-mapping';
import type { ProvenMember } from '../sign-in/sign-in';

export interface Departure {
  /** The provider's page. */
  readonly address: string;
  /** For the browser's cookie. */
  readonly token: string;
}

export interface Return {
  readonly flow: Flow;
  /** Of the address that the provider sent the browser back to. */
  readonly query: string;
  readonly from: string | null;
}

/**
 * Signing in by the organisation's own identity provider. Such a sign-in counts as done with a second factor: whether
 * one was asked for is the duty and the policy of the provider, which this product cannot see.
 */
@Injectable()
export class OidcSignIn {
  private readonly logger = new Logger(OidcSignIn.name);

  constructor(
    private readonly database: Database,
    private readonly providers: OidcProviders,
    private readonly provider: IdentityProvider,
    private readonly flows: OidcFlows,
    private readonly identities: MemberIdentities,
  ) {}

  /** What left from this browser, once. */
  async take(token: string): Promise<Flow | null> {
    return this.flows.take(token);
  }

  /** @throws OidcRefusal */
  async depart(
    organisationId: string,
    { returnTo, memberId }: { returnTo: string; memberId: string | null },
  ): Promise<Departure> {
    const stored = await this.enabledProvider(organisationId);
    const start = await this.trusting(() =>
      // Whoever links might sit at a browser where somebody else is signed in at the provider.
      this.provider.begin(this.providers.accessTo(stored), { freshly: memberId !== null }),
    );
    const { address, ...secrets } = start;
    const actor: Actor = { kind: 'job', organisationId, name: 'sign-in' };
    const token = await this.database.run(actor, () =>
      this.flows.open({ ...secrets, issuer: stored.issuer, returnTo, memberId }),
    );
    return { address, token };
  }

  /** Who came back; the refusal of somebody proved is on record before it is thrown. @throws OidcRefusal */
  async arrive({ flow, query, from }: Return): Promise<ProvenMember> {
    const { stored, identity } = await this.prove(flow, query);
    const roles = rolesOf(identity, stored);
    const actor: Actor = { kind: 'job', organisationId: flow.organisationId, name: 'sign-in', from };
    const found = await this.database.run(actor, async () => {
      if (roles?.length === 0) return this.refused(identity, 'oidc-no-role');
      const resolution = await this.identities.resolve(identity, roles);
      if ('refused' in resolution) return this.refused(identity, resolution.refused);
      if (roles !== null) await this.identities.setRoles(resolution.member.id, roles);
      return resolution;
    });
    if ('refused' in found) throw new OidcRefusal(found.refused);
    return found.member;
  }

  /** The member who began must be the one who comes back. @throws OidcRefusal */
  async link({ flow, query, from }: Return, member: SignedInMember | null): Promise<void> {
    if (member === null || member.id !== flow.memberId || member.organisationId !== flow.organisationId)
      throw new OidcRefusal('oidc-signed-out');
    const { identity } = await this.prove(flow, query);
    const { organisationId, id: memberId, name } = member;
    const refused = await this.database.run({ kind: 'member', organisationId, memberId, name, from }, () =>
      this.identities.link(memberId, identity),
    );
    if (refused !== null) throw new OidcRefusal(refused);
  }

  private async prove(
    flow: Flow,
    query: string,
  ): Promise<{ stored: StoredProvider; identity: ProvenIdentity }> {
    const state = new URLSearchParams(query).get('state') ?? '';
    if (!isStateOf(flow, state)) throw new OidcRefusal('oidc-ended');
    const stored = await this.enabledProvider(flow.organisationId);
    // The administrator has changed it in between: this answer is another provider's.
    if (stored.issuer !== flow.issuer) throw new OidcRefusal('oidc-ended');
    const { nonce, codeVerifier } = flow;
    const identity = await this.trusting(() =>
      this.provider.finish(this.providers.accessTo(stored), { query, state, nonce, codeVerifier }),
    );
    return { stored, identity };
  }

  private async enabledProvider(organisationId: string): Promise<StoredProvider> {
    const stored = await this.providers.of(organisationId);
    if (stored === null || !stored.enabled) throw new OidcRefusal('oidc-off');
    return stored;
  }

  /** What another server does wrong is logged for the operator and told in a word. */
  private async trusting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProviderRefusedError) throw new OidcRefusal('oidc-refused');
      this.logger.warn(error);
      throw new OidcRefusal('oidc-failed');
    }
  }

  private async refused(
    identity: ProvenIdentity,
    refused: OidcRefusalCode,
  ): Promise<{ refused: OidcRefusalCode }> {
    await this.identities.recordRefusal(identity, refused);
    return { refused };
  }
}

function rolesOf({ claims }: ProvenIdentity, { roleClaim, roleMapping }: StoredProvider): Role[] | null {
  return roleClaim === null ? null : rolesFrom(valuesOfClaim(claims, roleClaim), roleMapping);
}
