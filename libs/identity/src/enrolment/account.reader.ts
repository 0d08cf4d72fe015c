import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import type { Account, LinkedIdentity, Passkey } from '../second-factor/second-factor.dto';

interface AccountRow {
  readonly name: string;
  readonly email: string;
  readonly hasPassword: boolean;
  readonly passwordChangedAt: string | null;
  readonly totpSince: string | null;
  readonly totpLost: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: Passkey[];
  readonly identities: LinkedIdentity[];
  readonly secondFactorRequired: boolean;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** How somebody signs in, for the page of their own account. */
@Injectable()
export class AccountReader {
  constructor(private readonly database: Database) {}

  async account(memberId: string): Promise<Account> {
    const { totpSince, totpLost, ...account } = await this.database.one<AccountRow>(
      `
      select m.name, m.email, m.password_hash is not null as has_password, m.password_changed_at,
        t.confirmed_at as totp_since, t.lost_at is not null as totp_lost,
        (select count(*)::int from app.recovery_code c
          where c.organisation_id = m.organisation_id and c.member_id = m.id and c.used_at is null) as recovery_codes_left,
        coalesce((
          select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name,
              'createdAt', ${iso('p.created_at')}, 'lastUsedAt', ${iso('p.last_used_at')}) order by p.created_at, p.id)
          from app.passkey p
          where p.organisation_id = m.organisation_id and p.member_id = m.id), '[]') as passkeys,
        coalesce((
          select jsonb_agg(jsonb_build_object('issuer', i.issuer, 'linkedAt', ${iso('i.linked_at')}) order by i.issuer)
          from app.member_identity i
          where i.organisation_id = m.organisation_id and i.member_id = m.id), '[]') as identities,
        coalesce((o.settings ->> 'secondFactorRequired')::boolean, false) as second_factor_required
      from app.member m
      join app.organisation o on o.organisation_id = m.organisation_id
      left join app.member_totp t
        on t.organisation_id = m.organisation_id and t.member_id = m.id and t.confirmed_at is not null
      where m.organisation_id = :organisationId and m.id = :memberId`,
      { organisationId: this.database.organisationId, memberId },
      'member',
    );
    return { ...account, totp: totpSince === null ? null : { enrolledAt: totpSince, lost: totpLost } };
  }
}
