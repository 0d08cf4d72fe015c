import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Milestones, ladders and the mail ledger: every notification is a row here before anything sends it. */
export class Notifications1763800000006 implements MigrationInterface {
  name = 'Notifications1763800000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.ladder_rung (
        organisation_id uuid not null,
        ladder text not null,
        variant text not null default 'standard',
        offset_days integer not null,
        recipients text[] not null,
        mutable boolean not null default true,
        timing text not null,
        last_day boolean not null default false,
        constraint ladder_rung_pkey primary key (organisation_id, ladder, variant, offset_days),
        constraint ladder_rung_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id),
        constraint ladder_rung_timing_check check (timing in ('warns', 'past'))
      );
      call app.secure('app.ladder_rung');

      create table app.milestone (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        object_kind text not null,
        object_id uuid not null,
        part integer not null default 0,
        ladder text not null,
        variant text not null default 'standard',
        target_date date not null,
        starts_on date not null,
        schedule_version integer not null,
        closed_at timestamptz,
        constraint milestone_pkey primary key (organisation_id, id),
        constraint milestone_occasion_key unique (organisation_id, object_kind, object_id, part, ladder, schedule_version),
        constraint milestone_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      create index milestone_target_index on app.milestone (organisation_id, target_date) where closed_at is null;
      call app.secure('app.milestone');

      create table app.notification (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        occasion text not null,
        recipient text not null,
        recipient_name text not null,
        member_id uuid,
        contact_id uuid,
        kind text not null,
        object_kind text not null,
        object_id uuid not null,
        part integer not null default 0,
        milestone_id uuid,
        ladder text,
        rung integer,
        schedule_version integer,
        immediate boolean not null default false,
        payload jsonb not null default '{}',
        state text not null default 'pending',
        due_at timestamptz not null default app.now(),
        not_before timestamptz not null default now(),
        attempts integer not null default 0,
        lease_until timestamptz,
        message_id text,
        subject text,
        sent_at timestamptz,
        in_doubt boolean not null default false,
        reason text,
        digest_id uuid,
        local_day date,
        created_at timestamptz not null default app.now(),
        constraint notification_pkey primary key (organisation_id, id),
        constraint notification_occasion_key unique (organisation_id, occasion, recipient),
        constraint notification_member_fk foreign key (organisation_id, member_id) references app.member (organisation_id, id),
        constraint notification_contact_fk foreign key (organisation_id, contact_id) references app.contact (organisation_id, id),
        constraint notification_milestone_fk foreign key (organisation_id, milestone_id) references app.milestone (organisation_id, id),
        constraint notification_digest_fk foreign key (organisation_id, digest_id) references app.notification (organisation_id, id),
        constraint notification_recipient_check check (recipient = lower(recipient)),
        constraint notification_state_check check (state in ('pending', 'sending', 'sent', 'superseded', 'failed', 'suppressed'))
      );
      create index notification_object_index on app.notification (organisation_id, object_kind, object_id);
      create index notification_milestone_index on app.notification (organisation_id, milestone_id);
      create index notification_due_index on app.notification (due_at) where state in ('pending', 'sending');
      create index notification_member_index on app.notification (organisation_id, member_id);
      create index notification_contact_index on app.notification (organisation_id, contact_id);
      call app.secure('app.notification', grants => 'select, insert, update');
      create policy lookup_read on app.notification for select to cs_lookup using (true);
      grant select (organisation_id, id, state, due_at, not_before, attempts, lease_until) on app.notification to cs_lookup;

      create table app.suppressed_address (
        organisation_id uuid not null,
        address text not null,
        reason text not null,
        at timestamptz not null default app.now(),
        constraint suppressed_address_pkey primary key (organisation_id, address),
        constraint suppressed_address_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.suppressed_address');

      create table app.mail_day (
        organisation_id uuid not null,
        address text not null,
        local_day date not null,
        notification_id uuid not null,
        constraint mail_day_pkey primary key (organisation_id, address, local_day),
        constraint mail_day_notification_fk foreign key (organisation_id, notification_id) references app.notification (organisation_id, id)
      );
      create index mail_day_notification_index on app.mail_day (organisation_id, notification_id);
      call app.secure('app.mail_day');
    `);
    await runner.query(`
      set role cs_lookup;
      create function lookup.due_notifications(lease interval, most integer)
        returns table (organisation_id uuid, id uuid, attempt integer)
        language sql stable security definer set search_path = pg_catalog, pg_temp set row_security = on
        begin atomic
          select n.organisation_id, n.id, n.attempts
          from app.notification n
          where n.state in ('pending', 'sending')
            and n.due_at <= app.now()
            and n.not_before <= now()
            and (n.state = 'pending'
              or greatest(n.lease_until, pg_postmaster_start_time() + lease) < clock_timestamp())
          order by n.due_at, n.id
          limit most;
        end;
      revoke execute on function lookup.due_notifications from public;
      grant execute on function lookup.due_notifications to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`set role cs_lookup; drop function lookup.due_notifications; reset role`);
    await runner.query(
      `drop table app.mail_day, app.suppressed_address, app.notification, app.milestone, app.ladder_rung`,
    );
  }
}
