import type { TestProduct } from './product';

/** What lies at a vendor, and which of its columns name a row that is copied with it. */
const COPIED: Readonly<Record<string, readonly string[]>> = {
  vendor: ['id'],
  contact: ['id', 'vendor_id'],
  engagement: ['id', 'vendor_id'],
  standing: ['engagement_id', 'vendor_id'],
  assessment: ['id', 'engagement_id', 'contact_id'],
  contract: ['id', 'vendor_id'],
  contract_engagement: ['contract_id', 'engagement_id'],
  contract_term: ['contract_id'],
  finding: ['id', 'engagement_id', 'assessment_id', 'contract_id'],
  milestone: ['id', 'object_id'],
};

interface ColumnOf {
  readonly table: string;
  readonly column: string;
}

/**
 * Each vendor of the organisation once more for each number up to `copies`, with what lies there. Copying is the
 * database's alone: a product that recorded them one by one would be at it for an hour.
 */
export async function plantCopies(
  product: TestProduct,
  { organisationId, copies }: { readonly organisationId: string; readonly copies: number },
): Promise<void> {
  const columns = await product.behindTheBack<ColumnOf>(
    `select c.relname as table, a.attname as column from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'app'::regnamespace and c.relname = any ($1)
     order by c.relname, a.attnum`,
    [Object.keys(COPIED)],
  );
  const statements = Object.entries(COPIED).map(([table, named]) => {
    const own = columns.filter((one) => one.table === table).map(({ column }) => column);
    const missing = named.filter((column) => !own.includes(column));
    if (missing.length > 0) throw new Error(`app.${table} has no ${missing.join(', ')}.`);
    const values = own.map((column) => {
      if (named.includes(column)) return `md5(t.${column} || '/' || n)::uuid`;
      return table === 'vendor' && (column === 'name' || column === 'name_key')
        ? `t.${column} || ' ' || n`
        : `t.${column}`;
    });
    return `insert into app.${table} (${own.join(', ')})
      select ${values.join(', ')} from app.${table} t cross join generate_series(1, ${copies}) n
      where t.organisation_id = '${organisationId}';
      analyze app.${table};`;
  });
  await product.behindTheBack(`set session_replication_role = replica; ${statements.join('\n')}`);
}
