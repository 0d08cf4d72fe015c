import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  Database,
  expression,
  hashToken,
  invalid,
  mintToken,
  type Permission,
  say,
} from '@countersign/platform';
import type { ApiToken, IssuedApiToken, MemberApiToken, NewApiToken } from './api-token.dto';
import { MemberMail } from '../members/member-mail';
import { ApiTokenEntity } from './api-token.entity';

/** Tells whoever finds one in a log or a repository what it is, and secret scanners what to look for. */
export const tokenPrefix = 'cs_';

interface Holder {
  readonly memberId: string;
  readonly permissions: readonly Permission[];
}

/** Tokens for programs: each a part of what its member may do, until a day at most a year away. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly mail: MemberMail,
  ) {}

  async issue({ name, scopes, expiresOn }: NewApiToken, holder: Holder): Promise<IssuedApiToken> {
    refuseMoreThanHolderMay(scopes, holder.permissions);
    const expiresAt = await this.endOf(expiresOn);
    const token = `${tokenPrefix}${mintToken()}`;
    const { id } = await this.database.insert(
      ApiTokenEntity,
      { memberId: holder.memberId, name, scopes, tokenHash: hashToken(token), expiresAt },
      ['id'],
    );
    await this.audit.record({
      what: 'api-token.created',
      object: { kind: 'api-token', id },
      after: { name, scopes, expiresOn },
    });
    await this.mail.tellOfChange(holder.memberId, 'api-token-made', name);
    const items = await this.list(holder.memberId);
    const item = items.find((one) => one.id === id);
    if (item === undefined) throw new Error('The token that was just made is not there.');
    return { token, item };
  }

  async list(memberId: string): Promise<ApiToken[]> {
    return this.database.query<ApiToken>(
      `
      select ${columns}
      from app.api_token t
      where t.organisation_id = :organisationId and t.member_id = :memberId
      order by t.created_at desc, t.id`,
      { organisationId: this.database.organisationId, memberId },
    );
  }

  async listAll(): Promise<MemberApiToken[]> {
    return this.database.query<MemberApiToken>(
      `
      select ${columns}, m.id as member_id, m.name as member_name
      from app.api_token t
      join app.member m on m.organisation_id = t.organisation_id and m.id = t.member_id
      where t.organisation_id = :organisationId
      order by t.created_at desc, t.id`,
      { organisationId: this.database.organisationId },
    );
  }

  /** From the next request on. `memberId` is null for an administrator, who may revoke anybody's. */
  async revoke(id: string, memberId: string | null): Promise<void> {
    const { organisationId } = this.database;
    const token = await this.database.one<{ name: string; memberId: string; revokedAt: string | null }>(
      `
      select t.name, t.member_id, t.revoked_at
      from app.api_token t
      where t.organisation_id = :organisationId and t.id = :id
        and (:memberId::uuid is null or t.member_id = :memberId::uuid)
      for update`,
      { organisationId, id, memberId },
      'api-token',
    );
    if (token.revokedAt !== null) return;
    await this.database.update(ApiTokenEntity, { id }, { revokedAt: expression`now()` });
    await this.audit.record({
      what: 'api-token.revoked',
      object: { kind: 'api-token', id },
      detail: { name: token.name, memberId: token.memberId },
    });
  }

  /** The end of that day where the organisation is. */
  private async endOf(expiresOn: string): Promise<string> {
    const day = await this.database.one<{ past: boolean; late: boolean; ends: string }>(
      `
      select :expiresOn::date < d.today as past, :expiresOn::date > d.today + interval '1 year' as late,
        (:expiresOn::date + 1)::timestamp at time zone o.time_zone as ends
      from app.organisation o
      cross join lateral (select app.today(o.time_zone) as today) d
      where o.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId, expiresOn },
      'organisation',
    );
    if (day.past || day.late) {
      throw invalid([{ field: 'expiresOn', message: say('api-tokens.choose-a-day-from') }]);
    }
    return day.ends;
  }
}

/** Their answers show what they change. */
const readToo: ReadonlySet<Permission> = new Set<Permission>([
  'vendor.write',
  'assessment.send',
  'assessment.forgo',
  'assessment.review',
  'scope.adopt',
  'finding.judge',
  'engagement.approve',
  'contract.write',
  'note.write',
]);

function refuseMoreThanHolderMay(scopes: readonly Permission[], permissions: readonly Permission[]): void {
  if (scopes.some((scope) => readToo.has(scope)) && !scopes.includes('vendor.read')) {
    throw invalid([{ field: 'scopes', message: say('api-tokens.reads-too') }]);
  }
  const beyond = scopes.filter((scope) => !permissions.includes(scope));
  if (beyond.length === 0) return;
  throw invalid([{ field: 'scopes', message: say('api-tokens.your-roles-do-not', { scopes: beyond }) }]);
}

const columns = `t.id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.last_used_from, t.revoked_at`;
