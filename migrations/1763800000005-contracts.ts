import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts with their computed terms, the clause library, what each contract says of each clause, and findings. */
export class Contracts1763800000005 implements MigrationInterface {
  name = 'Contracts1763800000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.holiday (
        organisation_id uuid not null,
        day date not null,
        name text not null,
        constraint holiday_pkey primary key (organisation_id, day),
        constraint holiday_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.holiday');

      create table app.clause_library (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        number integer not null,
        document jsonb not null,
        hash text not null,
        published_at timestamptz not null default app.now(),
        constraint clause_library_pkey primary key (organisation_id, id),
        constraint clause_library_number_key unique (organisation_id, number),
        constraint clause_library_organisation_fk foreign key (organisation_id) references app.organisation (organisation_id)
      );
      call app.secure('app.clause_library', grants => 'select, insert');

      create table app.contract (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        vendor_id uuid not null,
        title text not null,
        reference text,
        signed_on date,
        owner_id uuid,
        terms jsonb not null,
        annual_minor_units bigint,
        currency text,
        state text not null,
        current_term_ends date,
        actionable_term integer,
        last_notice_day date,
        last_send_day date,
        locked_in_until date,
        changes_on date,
        schedule_version integer not null default 1,
        revision integer not null default 1,
        created_at timestamptz not null default app.now(),
        constraint contract_pkey primary key (organisation_id, id),
        constraint contract_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint contract_owner_fk foreign key (organisation_id, owner_id) references app.member (organisation_id, id),
        constraint contract_state_check check (state in ('not-started', 'in-term', 'ended', 'held-over', 'evergreen', 'unknown')),
        constraint contract_value_check check ((annual_minor_units is null) = (currency is null))
      );
      create index contract_vendor_index on app.contract (organisation_id, vendor_id);
      create index contract_owner_index on app.contract (organisation_id, owner_id);
      create index contract_send_index on app.contract (organisation_id, last_send_day);
      call app.secure('app.contract', grants => 'select, insert, update');

      create table app.contract_engagement (
        organisation_id uuid not null,
        contract_id uuid not null,
        engagement_id uuid not null,
        constraint contract_engagement_pkey primary key (organisation_id, contract_id, engagement_id),
        constraint contract_engagement_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint contract_engagement_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id)
      );
      create index contract_engagement_engagement_index on app.contract_engagement (organisation_id, engagement_id);
      call app.secure('app.contract_engagement');

      create table app.contract_term (
        organisation_id uuid not null,
        contract_id uuid not null,
        number integer not null,
        first_day date not null,
        last_day date,
        opens_on date,
        send_from date,
        last_notice_day date,
        last_send_day date,
        rule_version text not null,
        constraint contract_term_pkey primary key (organisation_id, contract_id, number),
        constraint contract_term_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id)
      );
      create index contract_term_send_index on app.contract_term (organisation_id, last_send_day);
      call app.secure('app.contract_term');

      create table app.contract_decision (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        contract_id uuid not null,
        term_number integer not null,
        decision text not null,
        reason text not null,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        withdrawn_at timestamptz,
        constraint contract_decision_pkey primary key (organisation_id, id),
        constraint contract_decision_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint contract_decision_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint contract_decision_decision_check check (decision in ('renew', 'renegotiate', 'end'))
      );
      create unique index contract_decision_standing_index on app.contract_decision (organisation_id, contract_id, term_number) where withdrawn_at is null;
      create index contract_decision_member_index on app.contract_decision (organisation_id, by_member_id);
      call app.secure('app.contract_decision', grants => 'select, insert, update');

      create table app.notice_record (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        contract_id uuid not null,
        term_number integer not null,
        sent_on date not null,
        way text not null,
        proof text,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        constraint notice_record_pkey primary key (organisation_id, id),
        constraint notice_record_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint notice_record_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      create index notice_record_contract_index on app.notice_record (organisation_id, contract_id, term_number);
      create index notice_record_member_index on app.notice_record (organisation_id, by_member_id);
      call app.secure('app.notice_record', grants => 'select, insert');

      create table app.clause_finding (
        organisation_id uuid not null,
        contract_id uuid not null,
        clause text not null,
        status text not null,
        quote text,
        page integer,
        exception_until date,
        exception_reason text,
        by_member_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        constraint clause_finding_pkey primary key (organisation_id, contract_id, clause),
        constraint clause_finding_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint clause_finding_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint clause_finding_status_check check (status in ('present', 'partial', 'missing', 'excepted')),
        constraint clause_finding_quote_check check (status not in ('present', 'partial') or quote is not null),
        constraint clause_finding_exception_check check (status <> 'excepted' or (exception_until is not null and exception_reason is not null))
      );
      create index clause_finding_member_index on app.clause_finding (organisation_id, by_member_id);
      call app.secure('app.clause_finding', grants => 'select, insert, update');

      create table app.finding (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        engagement_id uuid not null,
        assessment_id uuid,
        contract_id uuid,
        source text not null,
        occasion text not null,
        question text,
        clause text,
        title text not null,
        detail text not null,
        citation text,
        severity text not null,
        severity_rank integer not null,
        knockout boolean not null default false,
        state text not null default 'proposed',
        due_on date not null,
        verdict_by text,
        verdict_note text,
        verdict_at timestamptz,
        closed_at timestamptz,
        closed_because text,
        created_at timestamptz not null default app.now(),
        constraint finding_pkey primary key (organisation_id, id),
        constraint finding_occasion_key unique (organisation_id, engagement_id, occasion),
        constraint finding_engagement_fk foreign key (organisation_id, engagement_id) references app.engagement (organisation_id, id),
        constraint finding_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint finding_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint finding_source_check check (source in ('answer', 'clause', 'manual')),
        constraint finding_severity_check check (severity in ('critical', 'high', 'medium', 'low')),
        constraint finding_state_check check (state in ('proposed', 'open', 'rejected', 'closed')),
        constraint finding_closed_because_check check (closed_because in ('verified', 'no-longer-holds'))
      );
      create index finding_state_index on app.finding (organisation_id, state, due_on);
      create index finding_assessment_index on app.finding (organisation_id, assessment_id);
      create index finding_contract_index on app.finding (organisation_id, contract_id);
      call app.secure('app.finding', grants => 'select, insert, update');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table app.finding, app.clause_finding, app.notice_record, app.contract_decision, app.contract_term,
        app.contract_engagement, app.contract, app.clause_library, app.holiday;
    `);
  }
}
