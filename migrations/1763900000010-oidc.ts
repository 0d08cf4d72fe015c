import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in by an organisation's own identity provider. */
export class Oidc1763900000010 implements MigrationInterface {
  name = 'Oidc1763900000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.oidc_provider (
        organisation_id uuid not null,
        issuer text not null,
        client_id text not null,
        client_secret_sealed text,
        label text not null,
        role_claim text,
        role_mapping jsonb not null default '[]',
        enabled boolean not null default false,
        changed_at timestamptz not null default now(),
        constraint oidc_provider_pkey primary key (organisation_id),
        constraint oidc_provider_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.oidc_provider');

      create table app.member_identity (
        organisation_id uuid not null,
        issuer text not null,
        subject text not null,
        member_id uuid not null,
        linked_at timestamptz not null default now(),
        constraint member_identity_pkey primary key (organisation_id, issuer, subject),
        constraint member_identity_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      create unique index member_identity_member_index on app.member_identity (organisation_id, member_id, issuer);
      call app.secure('app.member_identity', grants => 'select, insert, delete');

      create table app.oidc_flow (
        organisation_id uuid not null,
        browser_hash bytea not null,
        state_hash bytea not null,
        issuer text not null,
        nonce text not null,
        code_verifier text not null,
        return_to text not null,
        member_id uuid,
        expires_at timestamptz not null,
        constraint oidc_flow_pkey primary key (organisation_id, browser_hash),
        constraint oidc_flow_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint oidc_flow_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      create unique index oidc_flow_browser_index on app.oidc_flow (browser_hash);
      create index oidc_flow_member_index on app.oidc_flow (organisation_id, member_id);
      create index oidc_flow_expiry_index on app.oidc_flow (organisation_id, expires_at);
      call app.secure('app.oidc_flow', grants => 'select, insert, delete', token_read => 'browser_hash = app.token_hash()');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table app.oidc_flow, app.member_identity, app.oidc_provider`);
  }
}
