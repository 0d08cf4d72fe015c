import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who said of two vendors that look alike that they are two companies, and by what they were alike then: digests of the
 * compared name and of the mail hosts that both have. What makes them look alike later offers them again.
 */
export class VendorsApart1764100000083 implements MigrationInterface {
  name = 'VendorsApart1764100000083';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.vendor_apart (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        vendor_id uuid not null,
        other_vendor_id uuid not null,
        grounds bytea[] not null,
        at timestamptz not null default app.now(),
        by_member_id uuid,
        by_name text not null,
        undone_at timestamptz,
        constraint vendor_apart_pkey primary key (organisation_id, id),
        constraint vendor_apart_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint vendor_apart_other_fk foreign key (organisation_id, other_vendor_id) references app.vendor (organisation_id, id),
        constraint vendor_apart_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint vendor_apart_order_check check (vendor_id < other_vendor_id)
      );
      create index vendor_apart_vendor_index on app.vendor_apart (organisation_id, vendor_id);
      create index vendor_apart_other_index on app.vendor_apart (organisation_id, other_vendor_id);
      create index vendor_apart_member_index on app.vendor_apart (organisation_id, by_member_id);
      call app.secure('app.vendor_apart', grants => 'select, insert, update');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.vendor_apart');
  }
}
