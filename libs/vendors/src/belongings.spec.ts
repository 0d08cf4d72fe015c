import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@countersign/testing';
import { MOVING } from './belongings';

/** Columns that name a vendor or a contact and that no merge moves. */
const STAYING: readonly { readonly place: string; readonly why: string }[] = [
  { place: 'standing.vendor_id', why: 'is written anew from its engagement' },
  { place: 'respondent_grant.contact_id', why: 'is written anew from its invitation' },
  { place: 'answer_revision.by_contact_id', why: 'says who has answered' },
  { place: 'colleague_note.by_contact_id', why: 'says who has written it' },
  { place: 'evidence.uploaded_by_contact_id', why: 'says who has handed it in' },
  { place: 'evidence.withdrawn_by_contact_id', why: 'says who has withdrawn it' },
  { place: 'vendor_apart.vendor_id', why: 'is read through whatever it was merged into' },
  { place: 'vendor_apart.other_vendor_id', why: 'is read through whatever it was merged into' },
  { place: 'vendor_merge.vendor_id', why: 'says which one went' },
  { place: 'vendor_merge.into_vendor_id', why: 'says which one stayed' },
];

/** Every column that names a vendor or a contact: by a foreign key, or by its own name. */
const naming = `
  select distinct c.relname || '.' || a.attname as place
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_class c on c.oid = k.conrelid
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
  where k.contype = 'f' and k.confrelid in ('app.vendor'::regclass, 'app.contact'::regclass)
    and a.attname <> 'organisation_id'
  union
  select c.relname || '.' || a.attname
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind = 'r'
  where c.relnamespace = 'app'::regnamespace and a.attnum > 0 and not a.attisdropped
    and a.attname ~ '(^|_)(vendor|contact)_id$'
  order by 1`;

describe('What belongs to a vendor', () => {
  let database: TestDatabase;
  let admin: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  const places = async () => (await admin.query<{ place: string }>(naming)).rows.map(({ place }) => place);

  it('is named in the list of a merge: it moves, or stays for a reason', async () => {
    const named = [...MOVING, ...STAYING].map(({ place }) => place);
    expect(named.toSorted()).toEqual(await places());
  });

  it('is missed there when a new table names a vendor', async () => {
    await admin.query(`create table app.novelty (organisation_id uuid, id uuid, vendor_id uuid,
      constraint novelty_vendor_fk foreign key (organisation_id, vendor_id) references app.vendor (organisation_id, id))`);
    expect(await places()).toContain('novelty.vendor_id');
    await admin.query('drop table app.novelty');
  });

  it('that moves has an id by which it is put back', async () => {
    const tables = MOVING.map(({ place }) => place.slice(0, place.indexOf('.')));
    const { rows } = await admin.query<{ relname: string }>(
      `select c.relname from pg_catalog.pg_class c
       join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
       where c.relnamespace = 'app'::regnamespace and c.relname = any ($1)`,
      [tables],
    );
    expect(rows.map(({ relname }) => relname).sort()).toEqual([...new Set(tables)].sort());
  });
});
