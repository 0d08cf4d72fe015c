import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  Database,
  expression,
  hashToken,
  type Permission,
  permissionsOf,
  type Role,
  type SignedInMember,
} from '@countersign/platform';
import { tokenScopes } from './api-token.dto';
import { tokenPrefix } from './api-tokens';
import { SecondFactors } from '../second-factor/second-factors';
import { ApiTokenEntity } from './api-token.entity';

interface FoundToken {
  readonly organisationId: string;
  readonly id: string;
  readonly name: string;
  readonly memberId: string;
  readonly scopes: Permission[];
  readonly unnoticed: boolean;
}

interface Holder {
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly roles: Role[];
  readonly secondFactorRequired: boolean;
  /** At the identity provider, whose duty the second factor is. */
  readonly signsInElsewhere: boolean;
}

const wellFormed = new RegExp(`^${tokenPrefix}[\\w-]{43}$`);

/** Who a program acts for, by the hash of its token. */
@Injectable()
export class BearerTokens {
  constructor(
    private readonly database: Database,
    private readonly secondFactors: SecondFactors,
  ) {}

  /** Null for a token that is unknown, revoked or past its day, and for that of a deactivated member. */
  async find(token: string, request: Request): Promise<SignedInMember | null> {
    if (!wellFormed.test(token)) return null;
    const tokenHash = hashToken(token);
    return this.database.run({ kind: 'token', tokenHash }, async () => {
      const found = await this.tokenOf(tokenHash);
      if (found === null) return null;
      await this.database.continueInOrganisation(found.organisationId, 'API token');
      const holder = await this.holderOf(found);
      if (holder === null) return null;
      if (found.unnoticed) await this.notice(found, request.ip ?? null);
      return signedIn(found, holder, await this.secondFactorMissing(found, holder));
    });
  }

  /** Until they have one, what the organisation asks of its members it asks of their programs too. */
  private async secondFactorMissing({ memberId }: FoundToken, holder: Holder): Promise<boolean> {
    if (!holder.secondFactorRequired || holder.signsInElsewhere) return false;
    return (await this.secondFactors.methodsOf(memberId)).length === 0;
  }

  private tokenOf(tokenHash: Buffer): Promise<FoundToken | null> {
    return this.database.maybeOne<FoundToken>(
      `
      select t.organisation_id, t.id, t.name, t.member_id, t.scopes,
        coalesce(t.last_used_at < now() - interval '1 minute', true) as unnoticed
      from app.api_token t
      where t.token_hash = :tokenHash and t.revoked_at is null and t.expires_at > app.now()`,
      { tokenHash },
    );
  }

  private holderOf({ organisationId, memberId }: FoundToken): Promise<Holder | null> {
    return this.database.maybeOne<Holder>(
      `
      select m.name, m.email, m.language, m.roles,
        coalesce((o.settings ->> 'secondFactorRequired')::boolean, false) as second_factor_required,
        exists (
          select from app.member_identity i
          join app.oidc_provider p on p.organisation_id = i.organisation_id and p.issuer = i.issuer and p.enabled
          where i.organisation_id = m.organisation_id and i.member_id = m.id
        ) as signs_in_elsewhere
      from app.member m
      join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :memberId and m.active`,
      { organisationId, memberId },
    );
  }

  /** Once a minute at most: a write on each request would cost more than it tells. */
  private async notice({ id }: FoundToken, from: string | null): Promise<void> {
    await this.database.update(ApiTokenEntity, { id }, { lastUsedAt: expression`now()`, lastUsedFrom: from });
  }
}

/** What its member may do today, within what the token was made for. */
function signedIn(token: FoundToken, holder: Holder, secondFactorMissing: boolean): SignedInMember {
  const { name, email, language, roles } = holder;
  const may = secondFactorMissing ? [] : permissionsOf(roles);
  return {
    id: token.memberId,
    organisationId: token.organisationId,
    name,
    email,
    language,
    roles,
    permissions: tokenScopes.filter((scope) => token.scopes.includes(scope) && may.includes(scope)),
    sessionId: null,
    by: 'token',
    secondFactorMissing,
    confirmed: false,
    apiToken: { id: token.id, name: token.name },
  };
}
