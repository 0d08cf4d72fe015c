import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * What follows a term's last day, and the date by which somebody has to act, which is no longer always a day to send
 * something. Both are set here as the former rules left them; every contract is counted again by the new ones in the
 * next round.
 */
export class ContractDates1764100000045 implements MigrationInterface {
  name = 'ContractDates1764100000045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.contract_term
        add column ending text not null default 'renews',
        add constraint contract_term_ending_check
          check (ending in ('renews', 'agreed', 'ends', 'agreement-needed', 'not-known'));
      alter table app.contract_term alter column ending drop default;

      alter table app.contract
        add column actionable_date date,
        add column actionable_ending text,
        add constraint contract_actionable_ending_check
          check (actionable_ending in ('renews', 'agreed', 'ends', 'agreement-needed', 'not-known'));
      create index contract_actionable_index on app.contract (organisation_id, actionable_date);
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.contract_term t set
          ending = case c.terms -> 'renewal' ->> 'kind'
            when 'unknown' then 'not-known'
            when 'by-agreement' then 'agreement-needed'
            else 'ends'
          end
        from app.contract c
        where c.organisation_id = t.organisation_id and c.id = t.contract_id
          and c.terms -> 'renewal' ->> 'kind' <> 'auto'
      $each$);
      call app.for_each_organisation($each$
        update app.contract c set
          actionable_date = coalesce(c.last_send_day, t.last_day),
          actionable_ending = t.ending
        from app.contract_term t
        where t.organisation_id = c.organisation_id and t.contract_id = c.id and t.number = c.actionable_term
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
      drop index app.contract_actionable_index;
      alter table app.contract drop column actionable_date, drop column actionable_ending;
      alter table app.contract_term drop column ending;
    `);
  }
}

/** What follows a term is a machine's word: no erasure searches it for a name. */
const MACHINE_COLUMNS = ['contract.actionable_ending', 'contract_term.ending'];
