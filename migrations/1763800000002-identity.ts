import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members, their sessions, failed sign-ins and the audit trail. */
export class Identity1763800000002 implements MigrationInterface {
  name = 'Identity1763800000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.member (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        name text not null,
        email text not null,
        password_hash text,
        roles text[] not null default '{}',
        lead_id uuid,
        language text not null default 'en',
        active boolean not null default true,
        created_at timestamptz not null default now(),
        constraint member_pkey primary key (organisation_id, id),
        constraint member_email_key unique (organisation_id, email),
        constraint member_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint member_lead_fk foreign key (organisation_id, lead_id) references app.member (organisation_id, id),
        constraint member_email_check check (email = lower(email)),
        constraint member_roles_check check (roles <@ array['procurement', 'reviewer', 'risk', 'admin', 'auditor'])
      );
      create index member_lead_index on app.member (organisation_id, lead_id);
      call app.secure('app.member', grants => 'select, insert, update');

      create table app.member_session (
        organisation_id uuid not null,
        token_hash bytea not null,
        member_id uuid not null,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        idle_until timestamptz not null,
        expires_at timestamptz not null,
        user_agent text,
        from_where text,
        constraint member_session_pkey primary key (organisation_id, token_hash),
        constraint member_session_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id)
      );
      create unique index member_session_token_index on app.member_session (token_hash);
      create index member_session_member_index on app.member_session (organisation_id, member_id);
      call app.secure('app.member_session', token_read => 'token_hash = app.token_hash()');

      create table app.sign_in_attempt (
        organisation_id uuid not null,
        address text not null,
        failures integer not null default 0,
        last_failed_at timestamptz not null,
        blocked_until timestamptz,
        constraint sign_in_attempt_pkey primary key (organisation_id, address),
        constraint sign_in_attempt_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.sign_in_attempt');

      create table app.audit_event (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        at timestamptz not null default clock_timestamp(),
        business_at timestamptz not null default app.now(),
        actor_kind text not null,
        actor_id uuid,
        actor_name text not null,
        what text not null,
        object_kind text not null,
        object_id uuid,
        before jsonb,
        after jsonb,
        detail jsonb,
        from_where text,
        constraint audit_event_pkey primary key (organisation_id, id),
        constraint audit_event_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint audit_event_actor_check check (actor_kind in ('member', 'respondent', 'job', 'visitor'))
      );
      create index audit_event_object_index on app.audit_event (organisation_id, object_kind, object_id, id);
      call app.secure('app.audit_event', grants => 'select, insert',
        respondent_insert => $q$actor_kind = 'respondent' and object_kind = 'assessment' and object_id = app.assessment()$q$);
      create trigger append_only before update or delete or truncate on app.audit_event
        for each statement execute function app.refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table app.audit_event, app.sign_in_attempt, app.member_session, app.member`);
  }
}
