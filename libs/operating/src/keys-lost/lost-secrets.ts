import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { MemberMail } from '@countersign/identity';
import { Database } from '@countersign/platform';

/** What nobody can open any more, in one organisation. */
export interface EndedSecrets {
  /** Authenticator apps that were in use. */
  readonly authenticators: number;
  /** Those whose holders have neither a passkey nor a recovery code left: an administrator has to help them. */
  readonly lockedOut: number;
  /** Apps whose set-up nobody had finished. */
  readonly offers: number;
  readonly clientSecrets: number;
}

/**
 * Secrets that a lost key sealed. An authenticator app stays as a factor that is asked for and that nobody can show, so
 * that the loss lets nobody in by the password alone; a sign-in provider is switched off until its secret is given again.
 */
@Injectable()
export class LostSecrets {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly mail: MemberMail,
  ) {}

  /** In the current transaction. */
  async count(keyIds: readonly string[]): Promise<EndedSecrets> {
    return this.database.one<EndedSecrets>(
      `
      with lost as (
        select t.member_id, t.confirmed_at is not null as in_use
        from app.member_totp t
        where t.organisation_id = :organisationId and split_part(t.secret_sealed, ':', 1) = any (:keyIds))
      select
        count(*) filter (where l.in_use)::int as authenticators,
        count(*) filter (where not l.in_use)::int as offers,
        count(*) filter (where l.in_use
          and not exists (select from app.passkey p
            where p.organisation_id = :organisationId and p.member_id = l.member_id)
          and not exists (select from app.recovery_code c
            where c.organisation_id = :organisationId and c.member_id = l.member_id and c.used_at is null)
        )::int as locked_out,
        (select count(*)::int from app.oidc_provider p
          where p.organisation_id = :organisationId and split_part(p.client_secret_sealed, ':', 1) = any (:keyIds)
        ) as client_secrets
      from lost l`,
      { organisationId: this.database.organisationId, keyIds: [...keyIds] },
    );
  }

  /** In the current transaction: each with a line in the trail, and mail to whoever it is about. */
  async end(keyIds: readonly string[]): Promise<void> {
    const { organisationId } = this.database;
    const parameters = { organisationId, keyIds: [...keyIds] };
    await this.database.query(
      `
      delete from app.member_totp
      where organisation_id = :organisationId and confirmed_at is null
        and split_part(secret_sealed, ':', 1) = any (:keyIds)`,
      parameters,
    );
    await this.endAuthenticators(parameters);
    const closed = await this.database.query(
      `
      update app.oidc_provider set client_secret_sealed = null, client_secret_set_at = null, enabled = false,
        changed_at = now()
      where organisation_id = :organisationId and split_part(client_secret_sealed, ':', 1) = any (:keyIds)
      returning organisation_id`,
      parameters,
    );
    if (closed.length === 0) return;
    await this.database.query(
      'update app.organisation set provider_revision = provider_revision + 1 where organisation_id = :organisationId',
      { organisationId },
    );
    const object = { kind: 'organisation', id: organisationId };
    await this.audit.record({ what: 'oidc-provider.secret-lost', object });
  }

  private async endAuthenticators(parameters: Readonly<Record<string, unknown>>): Promise<void> {
    const ended = await this.database.query<{ memberId: string; active: boolean }>(
      `
      update app.member_totp t set secret_sealed = null, lost_at = now()
      from app.member m
      where t.organisation_id = :organisationId and split_part(t.secret_sealed, ':', 1) = any (:keyIds)
        and m.organisation_id = t.organisation_id and m.id = t.member_id
      returning t.member_id, m.active`,
      parameters,
    );
    await this.audit.recordEach(
      ended.map(({ memberId }) => ({ what: 'totp.lost', object: { kind: 'member', id: memberId } })),
    );
    for (const { memberId, active } of ended) {
      if (active) await this.mail.tellOfChange(memberId, 'totp-lost');
    }
  }
}
