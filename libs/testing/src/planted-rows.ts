import type { Client } from 'pg';

interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
}

const sampleOfType: Readonly<Record<string, string>> = {
  uuid: 'uuidv7()',
  text: `'planted'`,
  'text[]': `'{}'`,
  integer: '1',
  bigint: '1',
  boolean: 'true',
  date: 'current_date',
  jsonb: `'{}'`,
  'bytea[]': `'{}'`,
  bytea: `sha256(uuidv7()::text::bytea)`,
  'timestamp with time zone': 'now()',
};

/** Tables of the schema that hold an organisation's rows, from the catalogue: a new table is in at once. */
export async function organisationTables(admin: Client): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
    order by 1`);
  return rows.map(({ name }) => name);
}

/** Only who may see a row is under test, so keys, checks and triggers step aside in this spec's own database. */
export async function liftEverythingButPolicies(admin: Client): Promise<void> {
  await admin.query(`
    do $$ declare c record; begin
      for c in select conrelid::regclass as t, conname from pg_constraint
        where connamespace = 'app'::regnamespace and contype in ('f', 'c', 'p', 'u')
        order by contype <> 'f' loop
        execute format('alter table %s drop constraint %I', c.t, c.conname);
      end loop;
      for c in select i.indexrelid::regclass as name from pg_index i join pg_class t on t.oid = i.indrelid
        where t.relnamespace = 'app'::regnamespace and i.indisunique loop
        execute format('drop index %s', c.name);
      end loop;
      for c in select tgrelid::regclass as t, tgname from pg_trigger where not tgisinternal loop
        execute format('drop trigger %I on %s', c.tgname, c.t);
      end loop;
    end $$`);
}

/** One row in a table, with these values where it has such columns. */
export async function plantRow(
  admin: Client,
  table: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows: columns } = await admin.query<ColumnFacts>(
    `select attname as name, format_type(atttypid, null) as type, attnotnull as needed
     from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [`app.${table}`],
  );
  const filled = columns.filter(({ name, needed }) => needed || name in values);
  const expressions = filled.map(({ name, type }) => {
    const sample = name in values ? `'${values[name]}'` : sampleOfType[type];
    if (sample === undefined) throw new Error(`There is no sample for ${table}.${name} of type ${type}.`);
    return sample;
  });
  const list = filled.map(({ name }) => `"${name}"`).join(', ');
  await admin.query(`insert into app."${table}" (${list}) values (${expressions.join(', ')})`);
}
