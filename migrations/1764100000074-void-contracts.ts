import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A contract that was recorded by mistake is void: it is kept with all that hung on it, and counts nowhere until somebody
 * brings it back. Whoever reads contracts asks `app.contract_counts`.
 */
export class VoidContracts1764100000074 implements MigrationInterface {
  name = 'VoidContracts1764100000074';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.contract
        add column voided_at timestamptz,
        add column voided_by text,
        add column voided_because text,
        add constraint contract_void_check
          check ((voided_at is null) = (voided_because is null) and (voided_at is null) = (voided_by is null));
      create function app.contract_counts(c app.contract) returns boolean language sql immutable parallel safe
        return (c).voided_at is null;
      grant execute on function app.contract_counts to cs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function app.contract_counts;
      alter table app.contract drop column voided_at, drop column voided_by, drop column voided_because;
    `);
  }
}
