import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * What was decided about a contract and holds, the date by which something is left to do, and what nobody knows yet of
 * its terms stand beside it. A notice says what it does: in time or late, received, accepted, withdrawn. Further terms
 * that both sides agreed are rows, so that who recorded them and what they replaced is kept.
 */
export class ContractOutcomes1764100000047 implements MigrationInterface {
  name = 'ContractOutcomes1764100000047';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.contract
        add column outcome text,
        add column outcome_day date,
        add column outcome_term integer,
        add column due_on date,
        add column due_term integer,
        add column due_ending text,
        add column unknown_parts text[] not null default '{}',
        add constraint contract_outcome_check check (outcome in ('ends-by-notice', 'left-to-end', 'renewed',
          'until-further-notice', 'notice-not-sent', 'notice-missed', 'notice-late', 'renewal-wished', 'renegotiating')),
        add constraint contract_due_ending_check
          check (due_ending in ('renews', 'agreed', 'ends', 'agreement-needed', 'not-known'));
      create index contract_due_index on app.contract (organisation_id, due_on);

      alter table app.contract_decision
        add column withdrawn_because text,
        add constraint contract_decision_withdrawn_because_check
          check (withdrawn_because in ('replaced', 'last-day-moved', 'notice-withdrawn')),
        drop constraint contract_decision_decision_check,
        add constraint contract_decision_decision_check
          check (decision in ('renew', 'renegotiate', 'end', 'until-further-notice'));

      alter table app.notice_record
        add column received_on date,
        add column counted_on date,
        add column ends_on date,
        add column late_for integer,
        add column late_ends_on date,
        add column accepted_on date,
        add column acceptance text,
        add column withdrawn_at timestamptz,
        add column withdrawn_reason text,
        add column withdrawn_by_name text,
        alter column term_number drop not null;
      grant update on app.notice_record to cs_app;

      create table app.agreed_term (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        contract_id uuid not null,
        position integer not null,
        last_day date not null,
        signed_on date not null,
        document text,
        by_member_id uuid,
        by_name text,
        at timestamptz not null default app.now(),
        withdrawn_at timestamptz,
        withdrawn_reason text,
        constraint agreed_term_pkey primary key (organisation_id, id),
        constraint agreed_term_contract_fk foreign key (organisation_id, contract_id) references app.contract (organisation_id, id),
        constraint agreed_term_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id)
      );
      create unique index agreed_term_standing_index on app.agreed_term (organisation_id, contract_id, position) where withdrawn_at is null;
      create index agreed_term_member_index on app.agreed_term (organisation_id, by_member_id);
      call app.secure('app.agreed_term', grants => 'select, insert, update');
    `);
    // A notice ended its contract by writing that into what the contract says; now it says so itself.
    await runner.query(`
      call app.for_each_organisation($each$
        update app.contract_decision d set withdrawn_because = 'replaced' where d.withdrawn_at is not null
      $each$);
      call app.for_each_organisation($each$
        update app.notice_record n set counted_on = n.sent_on, ends_on = (c.terms ->> 'endedEarlyOn')::date
        from app.contract c
        where c.organisation_id = n.organisation_id and c.id = n.contract_id
      $each$);
      call app.for_each_organisation($each$
        update app.contract c set terms = jsonb_set(c.terms, '{endedEarlyOn}', 'null')
        where exists (
          select from app.notice_record n
          where n.organisation_id = c.organisation_id and n.contract_id = c.id)
      $each$);
      call app.for_each_organisation($each$
        insert into app.agreed_term (organisation_id, contract_id, position, last_day, signed_on)
        select c.organisation_id, c.id, a.position, (a.term ->> 'lastDay')::date, (a.term ->> 'signedOn')::date
        from app.contract c
        cross join lateral jsonb_array_elements(c.terms -> 'agreedTerms') with ordinality as a (term, position)
        where jsonb_typeof(c.terms -> 'agreedTerms') = 'array'
      $each$);
      call app.for_each_organisation($each$
        update app.organisation o set recount_contracts = true
      $each$);
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      call app.for_each_organisation($each$
        update app.contract c set terms = jsonb_set(c.terms, '{endedEarlyOn}', to_jsonb(n.ends_on::text))
        from app.notice_record n
        where n.organisation_id = c.organisation_id and n.contract_id = c.id and n.withdrawn_at is null
          and n.ends_on is not null
      $each$);
      call app.for_each_organisation($each$
        delete from app.notice_record n where n.withdrawn_at is not null or n.term_number is null
      $each$);
      call app.for_each_organisation($each$
        update app.contract_decision d set decision = 'renew' where d.decision = 'until-further-notice'
      $each$);
      drop table app.agreed_term;
      alter table app.notice_record
        drop column received_on, drop column counted_on, drop column ends_on, drop column late_for,
        drop column late_ends_on, drop column accepted_on, drop column acceptance, drop column withdrawn_at,
        drop column withdrawn_reason, drop column withdrawn_by_name,
        alter column term_number set not null;
      revoke update on app.notice_record from cs_app;
      alter table app.contract_decision
        drop column withdrawn_because,
        drop constraint contract_decision_decision_check,
        add constraint contract_decision_decision_check check (decision in ('renew', 'renegotiate', 'end'));
      drop index app.contract_due_index;
      alter table app.contract
        drop column outcome, drop column outcome_day, drop column outcome_term, drop column due_on,
        drop column due_term, drop column due_ending, drop column unknown_parts;
    `);
  }
}

/** No erasure searches a machine's words for a name; those of the others are held by a check of their values. */
const MACHINE_COLUMNS = ['contract.unknown_parts'];
