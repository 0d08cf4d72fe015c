import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a member proves beside the password: authenticator app, recovery codes, passkeys. */
export class SecondFactor1763900000008 implements MigrationInterface {
  name = 'SecondFactor1763900000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.member_totp (
        organisation_id uuid not null,
        member_id uuid not null,
        secret_sealed text not null,
        created_at timestamptz not null default now(),
        confirmed_at timestamptz,
        last_step bigint,
        constraint member_totp_pkey primary key (organisation_id, member_id),
        constraint member_totp_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      call app.secure('app.member_totp');

      create table app.recovery_code (
        organisation_id uuid not null,
        member_id uuid not null,
        code_hash bytea not null,
        created_at timestamptz not null default now(),
        used_at timestamptz,
        constraint recovery_code_pkey primary key (organisation_id, member_id, code_hash),
        constraint recovery_code_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      call app.secure('app.recovery_code');

      create table app.passkey (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        member_id uuid not null,
        credential_id bytea not null,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null default '{}',
        name text not null,
        backed_up boolean not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        constraint passkey_pkey primary key (organisation_id, id),
        constraint passkey_credential_key unique (organisation_id, credential_id),
        constraint passkey_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      create index passkey_member_index on app.passkey (organisation_id, member_id);
      call app.secure('app.passkey');

      create table app.passkey_challenge (
        organisation_id uuid not null,
        challenge_hash bytea not null,
        purpose text not null,
        member_id uuid,
        expires_at timestamptz not null,
        constraint passkey_challenge_pkey primary key (organisation_id, challenge_hash),
        constraint passkey_challenge_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id),
        constraint passkey_challenge_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint passkey_challenge_purpose_check check (purpose in ('registration', 'second-factor', 'sign-in')),
        constraint passkey_challenge_holder_check check ((purpose = 'sign-in') = (member_id is null))
      );
      create index passkey_challenge_member_index on app.passkey_challenge (organisation_id, member_id);
      create index passkey_challenge_expiry_index on app.passkey_challenge (organisation_id, expires_at);
      call app.secure('app.passkey_challenge', grants => 'select, insert, delete');

      create table app.second_factor_try (
        organisation_id uuid not null,
        member_id uuid not null,
        failures integer not null default 0,
        last_failed_at timestamptz not null,
        blocked_until timestamptz,
        constraint second_factor_try_pkey primary key (organisation_id, member_id),
        constraint second_factor_try_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      call app.secure('app.second_factor_try');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table app.second_factor_try, app.passkey_challenge, app.passkey, app.recovery_code, app.member_totp`,
    );
  }
}
