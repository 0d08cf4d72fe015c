import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * A vendor that was recorded twice is merged into the one that stays. What belonged to it moves, and each moved value is
 * kept with what it was before, so that undoing puts back exactly that.
 */
export class MergedVendors1764100000061 implements MigrationInterface {
  name = 'MergedVendors1764100000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.vendor no force row level security;
      alter table app.vendor
        drop constraint vendor_state_check,
        add constraint vendor_state_check check (state in ('active', 'archived', 'merged')),
        add column merged_into_id uuid,
        add constraint vendor_merged_check check ((state = 'merged') = (merged_into_id is not null)),
        add constraint vendor_merged_into_fk foreign key (organisation_id, merged_into_id)
          references app.vendor (organisation_id, id);
      alter table app.vendor force row level security;
      create index vendor_merged_into_index on app.vendor (organisation_id, merged_into_id);

      create table app.vendor_merge (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        vendor_id uuid not null,
        into_vendor_id uuid not null,
        former_state text not null,
        at timestamptz not null default app.now(),
        by_member_id uuid,
        by_name text not null,
        undone_at timestamptz,
        constraint vendor_merge_pkey primary key (organisation_id, id),
        constraint vendor_merge_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id),
        constraint vendor_merge_into_fk foreign key (organisation_id, into_vendor_id) references app.vendor (organisation_id, id),
        constraint vendor_merge_member_fk foreign key (organisation_id, by_member_id) references app.member (organisation_id, id),
        constraint vendor_merge_state_check check (former_state in ('active', 'archived'))
      );
      create index vendor_merge_vendor_index on app.vendor_merge (organisation_id, vendor_id);
      create index vendor_merge_into_index on app.vendor_merge (organisation_id, into_vendor_id);
      create index vendor_merge_member_index on app.vendor_merge (organisation_id, by_member_id);
      call app.secure('app.vendor_merge', grants => 'select, insert, update');

      create table app.vendor_merge_move (
        organisation_id uuid not null,
        merge_id uuid not null,
        place text not null,
        row_id uuid not null,
        former text not null,
        later text not null,
        constraint vendor_merge_move_pkey primary key (organisation_id, merge_id, place, row_id),
        constraint vendor_merge_move_merge_fk foreign key (organisation_id, merge_id)
          references app.vendor_merge (organisation_id, id)
      );
      call app.secure('app.vendor_merge_move', grants => 'select, insert');
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    // What has moved stays where it is: the former version knows no vendor that is kept for its name alone.
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`drop table app.vendor_merge_move, app.vendor_merge`);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.vendor v set state = 'archived', merged_into_id = null where v.merged_into_id is not null
      $each$);
    `);
    await runner.query(`
      alter table app.vendor
        drop constraint vendor_merged_check,
        drop column merged_into_id,
        drop constraint vendor_state_check,
        add constraint vendor_state_check check (state in ('active', 'archived'));
    `);
  }
}

const MACHINE_COLUMNS = ['vendor_merge_move.former', 'vendor_merge_move.later', 'vendor_merge_move.place'];
