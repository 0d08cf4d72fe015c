import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'set-aside', 'intake-stands'`;

/** Who took an answer into the intake, and when: the second of two who settle a difference is told. */
export class AdoptedScope1764100000107 implements MigrationInterface {
  name = 'AdoptedScope1764100000107';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.scope_settlement
        drop constraint scope_settlement_kind_check,
        add constraint scope_settlement_kind_check
          check (kind in (${KINDS}, 'proposal-adopted', 'dispute-adopted')),
        alter column reason drop not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        delete from app.scope_settlement s where s.kind not in (${KINDS})
      $each$);
      alter table app.scope_settlement
        drop constraint scope_settlement_kind_check,
        add constraint scope_settlement_kind_check check (kind in (${KINDS})),
        alter column reason set not null;
    `);
  }
}
