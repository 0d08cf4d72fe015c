import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The end of what a deletion keeps, as `migrations/retention/deletion.ts` writes it. */
const KEPT = 'disposed_row,data_job';
const KEPT_WITH_LOSSES = `${KEPT},key_loss`;

/**
 * A key that is lost for good is recorded in each chain that it sealed. What a line of the trail cannot carry for ever
 * stands here: an erasure may take what a line says, and the proof must outlast it.
 */
export class KeyLosses1764100000025 implements MigrationInterface {
  name = 'KeyLosses1764100000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.key_loss (
        organisation_id uuid not null,
        line_id uuid not null,
        key_id text not null,
        sealed_to bigint not null,
        last_hash bytea not null,
        fingerprint bytea not null,
        at timestamptz not null default now(),
        constraint key_loss_pkey primary key (organisation_id, line_id, key_id),
        constraint key_loss_key_check check (key_id <> all (array['']))
      );
      create index key_loss_key_index on app.key_loss (organisation_id, key_id);
      call app.secure('app.key_loss', grants => 'select, insert');
      revoke update, delete on app.key_loss from cs_erasure;
      create trigger append_only before update or delete or truncate on app.key_loss
        for each statement execute function app.refuse_change();

      alter table app.member_totp add column lost_at timestamptz, alter column secret_sealed drop not null;
      alter table app.member_totp
        add constraint member_totp_lost_check check ((secret_sealed is null) = (lost_at is not null));
      ${exchangeInDeletion(KEPT, KEPT_WITH_LOSSES)}
    `);
  }

  /** An app whose secret is lost keeps asking for a code that nobody has: it never lets in without one. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${exchangeInDeletion(KEPT_WITH_LOSSES, KEPT)}
      alter table app.member_totp drop constraint member_totp_lost_check;
      call app.for_each_organisation($each$
        update app.member_totp set secret_sealed = 'lost:' where secret_sealed is null
      $each$);
      alter table app.member_totp drop column lost_at, alter column secret_sealed set not null;
      drop table app.key_loss;
    `);
  }
}

/** The rest of the function stays as whichever migration wrote it last. */
function exchangeInDeletion(before: string, after: string): string {
  return `
    do $exchange$
    declare definition text := pg_get_functiondef('lookup.delete_organisation(uuid, uuid)'::regprocedure);
    begin
      if position('${before}}' in definition) = 0 then
        raise exception 'lookup.delete_organisation does not name what it keeps';
      end if;
      set local role cs_erasure;
      execute replace(definition, '${before}}', '${after}}');
      reset role;
    end $exchange$;`;
}
