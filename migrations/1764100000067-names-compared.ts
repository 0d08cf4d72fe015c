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
    await eachOrganisation(runner, async (id) => {
      await nameKeys(runner, id);
      for (const place of ADDRESSES) await addresses(runner, id, place);
    });
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

/** Where somebody is found by an address that a person types. */
const ADDRESSES = [
  { table: 'contact', column: 'email', within: 'and o.vendor_id = r.vendor_id' },
  { table: 'member', column: 'email', within: '' },
  { table: 'member_invitation', column: 'email', within: '' },
  { table: 'suppressed_address', column: 'address', within: '' },
] as const;

async function eachOrganisation(runner: QueryRunner, work: (id: string) => Promise<void>): Promise<void> {
  const organisations = (await runner.query(`select o as id from lookup.organisations() o`)) as {
    id: string;
  }[];
  await runner.query(`select set_config('row_security', 'on', true)`);
  for (const { id } of organisations) {
    await runner.query(`select set_config('app.organisation_id', $1, true)`, [id]);
    await work(id);
  }
  await runner.query(`select set_config('app.organisation_id', '', true)`);
}

async function nameKeys(runner: QueryRunner, id: string): Promise<void> {
  const vendors = (await runner.query(`select v.id, v.name from app.vendor v where v.organisation_id = $1`, [
    id,
  ])) as { id: string; name: string }[];
  await runner.query(
    `update app.vendor v set name_key = n.key
     from unnest($2::uuid[], $3::text[]) as n (id, key)
     where v.organisation_id = $1 and v.id = n.id and v.name_key is distinct from n.key`,
    [id, vendors.map((vendor) => vendor.id), vendors.map(({ name }) => keyOfName(name))],
  );
}

/** One that stands there in both ways of writing stays twice. */
async function addresses(
  runner: QueryRunner,
  id: string,
  { table, column, within }: (typeof ADDRESSES)[number],
): Promise<void> {
  const found = (await runner.query(
    `select distinct r.${column} as address from app.${table} r
     where r.organisation_id = $1 and r.${column} like '%@%xn--%'`,
    [id],
  )) as { address: string }[];
  const kept = found.map(({ address }) => address);
  await runner.query(
    `update app.${table} r set ${column} = n.known
     from unnest($2::text[], $3::text[]) as n (kept, known)
     where r.organisation_id = $1 and r.${column} = n.kept and n.known <> n.kept
       and not exists (
         select from app.${table} o where o.organisation_id = $1 and o.${column} = n.known ${within})`,
    [id, kept, kept.map(addressOfPeople)],
  );
}
