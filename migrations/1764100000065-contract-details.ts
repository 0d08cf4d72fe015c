import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contract is worth in total and once, which cost centre pays it and whose supplier number it runs under. */
export class ContractDetails1764100000065 implements MigrationInterface {
  name = 'ContractDetails1764100000065';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.contract
        add column total_minor_units bigint,
        add column one_off_minor_units bigint,
        add column cost_centre text,
        add column supplier_number text,
        drop constraint contract_value_check,
        add constraint contract_value_check check (
          (coalesce(annual_minor_units, total_minor_units, one_off_minor_units) is null) = (currency is null));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.contract drop constraint contract_value_check');
    await runner.query(`
      call app.for_each_organisation($each$
        update app.contract set currency = null where annual_minor_units is null and currency is not null
      $each$);
    `);
    await runner.query(`
      alter table app.contract
        drop column total_minor_units,
        drop column one_off_minor_units,
        drop column cost_centre,
        drop column supplier_number,
        add constraint contract_value_check check ((annual_minor_units is null) = (currency is null));
    `);
  }
}
