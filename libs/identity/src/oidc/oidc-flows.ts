import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, expression, hashToken, mintToken } from '@countersign/platform';
import { OidcFlowEntity } from './oidc-flow.entity';

const lifetime = '10 minutes';
export const flowLifetimeMs = 10 * 60 * 1000;

export interface NewFlow {
  readonly state: string;
  readonly issuer: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  /** The signed-in member who links; null for whoever signs in. */
  readonly memberId: string | null;
}

export interface Flow extends Omit<NewFlow, 'state'> {
  readonly organisationId: string;
  readonly slug: string;
  readonly stateHash: Buffer;
}

/** Sign-ins that have left for the provider: bound to one browser by a cookie, usable once, for ten minutes. */
@Injectable()
export class OidcFlows {
  constructor(private readonly database: Database) {}

  /** In the current transaction of the organisation; gives the secret for the browser's cookie. */
  async open({ state, ...flow }: NewFlow): Promise<string> {
    await this.database.query(
      'delete from app.oidc_flow where organisation_id = :organisationId and expires_at < now()',
    );
    const token = mintToken();
    const { issuer, nonce, codeVerifier, returnTo, memberId } = flow;
    await this.database.insert(OidcFlowEntity, {
      browserHash: hashToken(token),
      stateHash: hashToken(state),
      issuer,
      nonce,
      codeVerifier,
      returnTo,
      memberId,
      expiresAt: expression`now() + ${lifetime}::interval`,
    });
    return token;
  }

  /** In a transaction of its own. Whatever comes of it, the same flow is never given twice. */
  async take(token: string): Promise<Flow | null> {
    const browserHash = hashToken(token);
    return this.database.run({ kind: 'token', tokenHash: browserHash }, async () => {
      const found = await this.database.maybeOne<{ organisationId: string }>(
        'select f.organisation_id from app.oidc_flow f where f.browser_hash = :browserHash',
        { browserHash },
      );
      if (found === null) return null;
      await this.database.continueInOrganisation(found.organisationId, 'sign-in');
      const taken = await this.database.maybeOne<Flow & { readonly fresh: boolean }>(
        `
        delete from app.oidc_flow f
        using app.organisation o
        where f.organisation_id = :organisationId and f.browser_hash = :browserHash
          and o.organisation_id = f.organisation_id
        returning f.organisation_id, o.slug, f.state_hash, f.issuer, f.nonce, f.code_verifier, f.return_to,
          f.member_id, f.expires_at > now() as fresh`,
        { organisationId: found.organisationId, browserHash },
      );
      return taken?.fresh === true ? taken : null;
    });
  }
}

export function isStateOf(flow: Flow, state: string): boolean {
  return timingSafeEqual(hashToken(state), flow.stateHash);
}
