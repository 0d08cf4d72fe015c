import { Client } from 'pg';
import { ConfigurationError, type Config } from '../config/config';
import { INSTALLATION_MARK, type FilesPlace, type FileStore } from './file-store';
import { fileStoreAt } from './file-stores';
import type { ProductEntity } from '../clock/product.entity';

type Installation = Pick<ProductEntity, 'installationId'>;
const installationSql = 'select installation_id as "installationId" from app.product';

/** So many stored files are looked at where their place does not say whose it is. */
const LOOKED_AT = 200;

/**
 * The place of files and the database know each other by an id that stands in both. Files of another installation stop
 * the start: the daily sweep takes what no row names, and to a wrong or empty database that is everything.
 */
export async function refuseForeignFiles(config: Config): Promise<void> {
  const store = fileStoreAt(config.files);
  await store.prepare();
  const client = new Client({ connectionString: config.databaseUrl, application_name: 'countersign start' });
  await client.connect();
  try {
    const { rows } = await client.query<Installation>(installationSql);
    const id = rows[0]?.installationId ?? '';
    const marked = await store.installation();
    if (marked === id) return;
    if (marked !== null) throw foreign(store.place);
    await requireKnown(client, { store, id });
    await store.mark(id);
    // api and worker start at once: whoever comes second finds the mark of the first.
    if ((await store.installation()) !== id) throw foreign(store.place);
  } finally {
    await client.end();
  }
}

/**
 * For what fills a database before api and worker look at the files: its own must not come among those of another
 * installation. A place without a mark is judged at their start.
 */
export async function refuseForeignMark({ files, databaseUrl }: Config): Promise<void> {
  const store = fileStoreAt(files);
  await store.prepare();
  const marked = await store.installation();
  if (marked === null) return;
  const client = new Client({ connectionString: databaseUrl, application_name: 'countersign start' });
  await client.connect();
  try {
    const { rows } = await client.query<Installation>(installationSql);
    if (marked !== rows[0]?.installationId) throw foreign(store.place);
  } finally {
    await client.end();
  }
}

function foreign({ variable, kind }: FilesPlace): ConfigurationError {
  return new ConfigurationError(
    variable,
    `names the ${kind} of another installation than the database of DATABASE_URL: let both name the same one. After a restore, put back database and ${kind} together.`,
  );
}

interface Unmarked {
  readonly store: FileStore;
  readonly id: string;
}

/** A place from before it was marked is this installation's when the database knows one of its files. */
async function requireKnown(client: Client, { store, id }: Unmarked): Promise<void> {
  const keys: string[] = [];
  for await (const key of store.keysBefore(new Date())) {
    keys.push(key);
    if (keys.length === LOOKED_AT) break;
  }
  if (keys.length === 0) return refuseMissing(client, { store, id });
  if (await knows(client, 'storage_key = any ($1)', [keys])) return;
  throw new ConfigurationError(
    store.place.variable,
    `holds files of which the database of DATABASE_URL knows none: let both name the same installation, or name an empty ${store.place.kind}.`,
  );
}

/** A disk that is not mounted leaves an empty folder in its place: what was put there would be hidden afterwards. */
async function refuseMissing(client: Client, { store, id }: Unmarked): Promise<void> {
  if (!(await knows(client, 'storage_key is not null', []))) return;
  const { variable, name, remedyWhereEmpty } = store.place;
  throw new ConfigurationError(
    variable,
    `names ${name}, which holds no file, although the database of DATABASE_URL knows some: ${remedyWhereEmpty}. To go on without its files, write ${id} into a file ${INSTALLATION_MARK} there.`,
  );
}

async function knows(client: Client, condition: string, values: readonly unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>('select lookup.organisations()::text as id');
  for (const { id } of rows) {
    await client.query('begin');
    await client.query(`select set_config('app.organisation_id', $1, true)`, [id]);
    const known = await client.query(
      `select from app.evidence where organisation_id = app.organisation() and (${condition})
       union all select from app.data_job where organisation_id = app.organisation() and (${condition}) limit 1`,
      [...values],
    );
    await client.query('rollback');
    if (known.rowCount !== 0) return true;
  }
  return false;
}
