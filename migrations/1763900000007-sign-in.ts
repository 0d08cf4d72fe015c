import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links mailed to members, sign-ins that wait for a second factor, and what a session must know to be listed and confirmed. */
export class SignIn1763900000007 implements MigrationInterface {
  name = 'SignIn1763900000007';

  async up(runner: QueryRunner): Promise<void> {
    // Sessions from before this version were never confirmed: whoever changes a password in one is asked again.
    await runner.query(`
      alter table app.member add column password_changed_at timestamptz;

      alter table app.member_session
        add column id uuid not null default uuidv7(),
        add column confirmed_at timestamptz not null default '-infinity',
        add column second_factor boolean not null default false,
        add constraint member_session_id_key unique (organisation_id, id);
      alter table app.member_session alter column confirmed_at set default now();

      alter table app.sign_in_attempt
        add column device text not null default '',
        drop constraint sign_in_attempt_pkey,
        add constraint sign_in_attempt_pkey primary key (organisation_id, address, device);

      create table app.member_link (
        organisation_id uuid not null,
        token_hash bytea not null,
        purpose text not null,
        subject_id uuid not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz,
        constraint member_link_pkey primary key (organisation_id, token_hash),
        constraint member_link_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint member_link_purpose_check check (purpose in ('password-reset', 'invitation'))
      );
      create unique index member_link_token_index on app.member_link (token_hash);
      create index member_link_subject_index on app.member_link (organisation_id, subject_id);
      call app.secure('app.member_link', token_read => 'token_hash = app.token_hash()');

      create table app.sign_in_step (
        organisation_id uuid not null,
        token_hash bytea not null,
        member_id uuid not null,
        tries integer not null default 0,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        constraint sign_in_step_pkey primary key (organisation_id, token_hash),
        constraint sign_in_step_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      create unique index sign_in_step_token_index on app.sign_in_step (token_hash);
      create index sign_in_step_member_index on app.sign_in_step (organisation_id, member_id);
      call app.secure('app.sign_in_step', token_read => 'token_hash = app.token_hash()');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Of several counters of one address the strangers' own is kept: the older version knows no other.
    await runner.query(`
      drop table app.sign_in_step, app.member_link;
      alter table app.sign_in_attempt no force row level security;
      delete from app.sign_in_attempt where device <> '';
      alter table app.sign_in_attempt force row level security;
      alter table app.sign_in_attempt
        drop constraint sign_in_attempt_pkey,
        drop column device,
        add constraint sign_in_attempt_pkey primary key (organisation_id, address);
      alter table app.member_session
        drop constraint member_session_id_key,
        drop column second_factor,
        drop column confirmed_at,
        drop column id;
      alter table app.member drop column password_changed_at;
    `);
  }
}
