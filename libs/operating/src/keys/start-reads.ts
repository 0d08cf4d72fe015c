import { Client } from 'pg';
import { tenancyStatement } from '@countersign/platform';

/** Before the product stands: a connection of its own, closed afterwards. */
export async function withClient<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'countersign keys' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function organisationsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('select lookup.organisations() as id');
  return rows.map(({ id }) => id);
}

/** Rows of one organisation, of which this reads only. */
export async function readIn<Row extends object>(
  client: Client,
  organisationId: string,
  { sql, values }: { readonly sql: string; readonly values: readonly unknown[] },
): Promise<Row[]> {
  await client.query('begin read only');
  try {
    await client.query(tenancyStatement({ kind: 'job', organisationId, name: 'keys' }));
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.query('rollback');
  }
}
