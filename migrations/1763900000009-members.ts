import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How members come and go: the first run, invitations, API tokens, and the organisation's settings. */
export class Members1763900000009 implements MigrationInterface {
  name = 'Members1763900000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.organisation add column revision integer not null default 1;

      create table app.set_up_token (
        token_hash bytea not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz,
        constraint set_up_token_pkey primary key (token_hash)
      );
      grant select, insert, delete, update (used_at) on app.set_up_token to cs_app;

      create table app.member_invitation (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        email text not null,
        name text not null,
        roles text[] not null,
        lead_id uuid,
        invited_by uuid,
        invited_by_name text not null,
        invited_at timestamptz not null default now(),
        expires_at timestamptz not null,
        state text not null default 'open',
        member_id uuid,
        settled_at timestamptz,
        constraint member_invitation_pkey primary key (organisation_id, id),
        constraint member_invitation_organisation_fk foreign key (organisation_id)
          references app.organisation (organisation_id),
        constraint member_invitation_lead_fk foreign key (organisation_id, lead_id)
          references app.member (organisation_id, id),
        constraint member_invitation_invited_by_fk foreign key (organisation_id, invited_by)
          references app.member (organisation_id, id),
        constraint member_invitation_member_fk foreign key (organisation_id, member_id)
          references app.member (organisation_id, id),
        constraint member_invitation_email_check check (email = lower(email)),
        constraint member_invitation_roles_check
          check (roles <@ array['procurement', 'reviewer', 'risk', 'admin', 'auditor']),
        constraint member_invitation_state_check check (state in ('open', 'accepted', 'withdrawn'))
      );
      create unique index member_invitation_open_index on app.member_invitation (organisation_id, email)
        where state = 'open';
      create index member_invitation_lead_index on app.member_invitation (organisation_id, lead_id);
      create index member_invitation_invited_by_index on app.member_invitation (organisation_id, invited_by);
      create index member_invitation_member_index on app.member_invitation (organisation_id, member_id);
      call app.secure('app.member_invitation', grants => 'select, insert, update');

      create table app.api_token (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        member_id uuid not null,
        name text not null,
        scopes text[] not null,
        token_hash bytea not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        last_used_at timestamptz,
        last_used_from text,
        revoked_at timestamptz,
        constraint api_token_pkey primary key (organisation_id, id),
        constraint api_token_member_fk foreign key (organisation_id, member_id)
          references app.member (organisation_id, id)
      );
      create unique index api_token_token_index on app.api_token (token_hash);
      create index api_token_member_index on app.api_token (organisation_id, member_id);
      call app.secure('app.api_token',
        grants => 'select, insert, update (last_used_at, last_used_from, revoked_at)',
        token_read => 'token_hash = app.token_hash()');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table app.api_token, app.member_invitation, app.set_up_token;
      alter table app.organisation drop column revision;
    `);
  }
}
