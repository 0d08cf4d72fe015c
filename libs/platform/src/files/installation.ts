import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { ConfigurationError, type Config } from '../config/config';
import { INSTALLATION_MARK, LocalFileStore } from './file-store';
import { codeOf } from './storage-trouble';

/** So many stored files are looked at where a folder does not say whose it is. */
const LOOKED_AT = 200;

/**
 * Folder and database know each other by an id that stands in both. A folder of another installation stops the start:
 * the daily sweep takes what no row names, and to a wrong or empty database that is everything.
 */
export async function refuseForeignFiles(config: Config): Promise<void> {
  await requireWritable(config.filesFolder);
  const client = new Client({ connectionString: config.databaseUrl, application_name: 'countersign start' });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select installation_id as id from app.product');
    const id = rows[0]?.id ?? '';
    const marked = await new LocalFileStore(config.filesFolder).installation();
    if (marked === id) return;
    if (marked !== null) throw new ConfigurationError('FILES_DIR', FOREIGN);
    await requireKnown(client, { folder: config.filesFolder, id });
    await writeFile(join(config.filesFolder, INSTALLATION_MARK), `${id}\n`, {
      flag: 'wx',
      mode: 0o600,
    }).catch((error: unknown) => acceptSame(error, config.filesFolder, id));
  } finally {
    await client.end();
  }
}

/**
 * For what fills a database before api and worker look at the folder: its files must not come among those of another
 * installation. A folder without a mark is judged at their start.
 */
export async function refuseForeignMark({ filesFolder, databaseUrl }: Config): Promise<void> {
  const marked = await new LocalFileStore(filesFolder).installation();
  if (marked === null) return;
  const client = new Client({ connectionString: databaseUrl, application_name: 'countersign start' });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select installation_id as id from app.product');
    if (marked !== rows[0]?.id) throw new ConfigurationError('FILES_DIR', FOREIGN);
  } finally {
    await client.end();
  }
}

const FOREIGN =
  'names the folder of another installation than the database of DATABASE_URL: let both name the same one. After a restore, put back database and folder together.';

async function requireWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigurationError('FILES_DIR', whyUnusable(folder, codeOf(error)));
  }
}

function whyUnusable(folder: string, code: string): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `names ${folder}, which is no folder: correct the variable.`;
    case 'ENOSPC':
      return `names ${folder}, and its disk is full: make room or name another one.`;
    case 'EROFS':
      return `names ${folder}, whose disk is mounted read-only: mount it for writing or name another one.`;
    default:
      return `names ${folder}, which cannot be made or written to (${code}): let it belong to the user of api and worker, or correct the variable.`;
  }
}

interface Unmarked {
  readonly folder: string;
  readonly id: string;
}

/** A folder from before it was marked is this installation's when the database knows one of its files. */
async function requireKnown(client: Client, { folder, id }: Unmarked): Promise<void> {
  const keys: string[] = [];
  for await (const key of new LocalFileStore(folder).keysBefore(new Date())) {
    keys.push(key);
    if (keys.length === LOOKED_AT) break;
  }
  if (keys.length === 0) return refuseMissing(client, { folder, id });
  if (await knows(client, 'storage_key = any ($1)', [keys])) return;
  throw new ConfigurationError(
    'FILES_DIR',
    'holds files of which the database of DATABASE_URL knows none: let both name the same installation, or name an empty folder.',
  );
}

/** A disk that is not mounted leaves an empty folder in its place: what was put there would be hidden afterwards. */
async function refuseMissing(client: Client, { folder, id }: Unmarked): Promise<void> {
  if (!(await knows(client, 'storage_key is not null', []))) return;
  throw new ConfigurationError(
    'FILES_DIR',
    `names ${folder}, which holds no file, although the database of DATABASE_URL knows some: mount or put back the folder. To go on without its files, write ${id} into a file ${INSTALLATION_MARK} there.`,
  );
}

async function knows(client: Client, condition: string, values: readonly unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>('select lookup.organisations()::text as id');
  for (const { id } of rows) {
    await client.query('begin');
    await client.query(`select set_config('app.organisation_id', $1, true)`, [id]);
    const known = await client.query(
      `select from app.evidence where ${condition} union all select from app.data_job where ${condition} limit 1`,
      [...values],
    );
    await client.query('rollback');
    if (known.rowCount !== 0) return true;
  }
  return false;
}

/** api and worker start at once: whoever comes second finds the mark of the first. */
async function acceptSame(error: unknown, folder: string, id: string): Promise<void> {
  if ((await new LocalFileStore(folder).installation()) === id) return;
  const code = codeOf(error);
  throw code === '' ? error : new ConfigurationError('FILES_DIR', whyUnusable(folder, code));
}
