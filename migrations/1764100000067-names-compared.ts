import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addressOfPeople, keyOfName } from './names/key-of-name';

/**
 * Vendors are compared by a key without case, accents, punctuation, what cannot be seen and legal forms. Two of one key
 * may stand beside each other: somebody has said that they are two. Each edit of a vendor and of a contact names the
 * revision that it was made on.
 */
export class NamesCompared1764100000067 implements MigrationInterface {
  name = 'NamesCompared1764100000067';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.vendor drop constraint vendor_name_key, add column revision integer not null default 1;
      create index vendor_name_key_index on app.vendor (organisation_id, name_key);
      alter table app.contact add column revision integer not null default 1;
    `);
    await rewrite(runner, { table: 'vendor', from: 'name', to: 'name_key' }, keyOfName);
    await rewrite(
      runner,
      { table: 'contact', from: 'email', to: 'email', where: `r.email like '%@%xn--%'` },
      addressOfPeople,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // Two of one name could not stand side by side before: the later ones are told apart by their id.
    await runner.query(`
      call app.for_each_organisation($each$
        update app.vendor v set name_key = lower(v.name) || case when exists (
            select from app.vendor o
            where o.organisation_id = v.organisation_id and lower(o.name) = lower(v.name) and o.id < v.id)
          then ' ' || v.id else '' end
      $each$);
    `);
    await runner.query(`
      drop index app.vendor_name_key_index;
      alter table app.vendor drop column revision, add constraint vendor_name_key unique (organisation_id, name_key);
      alter table app.contact drop column revision;
    `);
  }
}

interface Rewritten {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly where?: string;
}

async function rewrite(
  runner: QueryRunner,
  { table, from, to, where = 'true' }: Rewritten,
  how: (text: string) => string,
): Promise<void> {
  const organisations = (await runner.query(`select o as id from lookup.organisations() o`)) as {
    id: string;
  }[];
  await runner.query(`select set_config('row_security', 'on', true)`);
  for (const { id } of organisations) {
    await runner.query(`select set_config('app.organisation_id', $1, true)`, [id]);
    const rows = (await runner.query(
      `select r.id, r.${from} as text from app.${table} r where r.organisation_id = $1 and ${where}`,
      [id],
    )) as { id: string; text: string }[];
    await runner.query(
      `update app.${table} r set ${to} = n.text
       from unnest($2::uuid[], $3::text[]) as n (id, text)
       where r.organisation_id = $1 and r.id = n.id and r.${to} is distinct from n.text`,
      [id, rows.map((row) => row.id), rows.map(({ text }) => how(text))],
    );
  }
  await runner.query(`select set_config('app.organisation_id', '', true)`);
}
