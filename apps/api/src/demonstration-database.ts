import { migrations } from '@countersign/migrations';
import { Client } from 'pg';
import { migrateUp } from '@countersign/platform';

export class OccupiedDatabaseError extends Error {
  constructor() {
    super('This database holds an organisation of its own: a demonstration needs an empty one.');
    this.name = 'OccupiedDatabaseError';
  }
}

interface ProductRow {
  readonly installationId: string;
  readonly demonstration: boolean;
  readonly finished: boolean;
  readonly started: boolean;
}

/**
 * Only the owner of the schema can call a database a demonstration, and the flag is never taken back. One that was
 * interrupted while it was filled is emptied and filled again; one that was filled to its end, or is none, is never
 * touched. Says whether there is something to fill.
 *
 * @throws OccupiedDatabaseError
 */
export async function prepareForDemonstration(ownerUrl: string): Promise<boolean> {
  const { installationId, demonstration, finished, started } = await asOwner(ownerUrl, productRow);
  if (finished) return false;
  if (started && !demonstration) throw new OccupiedDatabaseError();
  if (started) await empty(ownerUrl);
  // It stays the installation that its files were marked for while it was filled the first time.
  await asOwner(ownerUrl, (client) =>
    client.query('update app.product set demonstration = true, installation_id = $1', [installationId]),
  );
  return true;
}

export async function markFilled(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, (client) => client.query('update app.product set filled_at = now()'));
}

async function productRow(client: Client): Promise<ProductRow> {
  const { rows } = await client.query<ProductRow>(
    `select installation_id as "installationId", demonstration, filled_at is not null as finished,
       exists (select from lookup.organisations()) as started
     from app.product`,
  );
  if (rows[0] === undefined) throw new Error('app.product has no row.');
  return rows[0];
}

async function empty(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, (client) => client.query('drop schema app cascade; drop schema lookup cascade'));
  await migrateUp({ ownerUrl, migrations });
}

async function asOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
