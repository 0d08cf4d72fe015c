import { Client } from 'pg';
import { isDatabaseAway } from './database-away';
import { sqlStateOf } from './sql-errors';

/** A database that the product must not work on; the sentence says what to do. */
export class UnfitDatabaseError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'UnfitDatabaseError';
  }
}

interface DatabaseFacts {
  readonly role: string;
  readonly versionNumber: number;
  readonly version: string;
  readonly superuser: boolean;
  readonly bypassesPolicies: boolean;
  readonly ownsTables: boolean;
  readonly mayRead: boolean;
  readonly hasSchema: boolean;
  /** As whoever migrates: the schemas are its own, or it may make them. */
  readonly mayMigrate: boolean;
}

/** The address of which role, and the variable that holds it. */
interface Access {
  readonly url: string;
  readonly variable: 'DATABASE_URL' | 'DATABASE_OWNER_URL';
}

interface Schema {
  readonly known: readonly string[];
  /** What brings the schema to this version, or reads the trail of a copy, is content with an older one. */
  readonly older: 'refused' | 'accepted';
}

const lowestVersion = 180_000;
const PATIENCE_MS = 10_000;

/** Row-level security binds neither superusers nor those who bypass it, and an owner could take it off. */
export async function refuseUnfitDatabase(
  url: string,
  known: readonly string[],
  { older = 'refused' }: Partial<Pick<Schema, 'older'>> = {},
): Promise<void> {
  const access: Access = { url, variable: 'DATABASE_URL' };
  await look(access, { known, older }, refuseRole);
}

/** For what changes the schema. */
export async function refuseUnfitOwner(url: string, schema: Schema): Promise<void> {
  await look({ url, variable: 'DATABASE_OWNER_URL' }, schema, refuseStranger);
}

async function look(
  access: Access,
  { known, older }: Schema,
  refuse: (facts: DatabaseFacts) => void,
): Promise<void> {
  const client = await connected(access);
  try {
    const facts = await readFacts(client);
    refuseVersion(facts);
    refuse(facts);
    const applied = facts.hasSchema ? await appliedMigrations(client) : [];
    refuseNewer(applied, known);
    if (older === 'refused') refuseOlder(applied, known);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new UnfitDatabaseError(whyUnreachable(error, client.database, access.variable));
  } finally {
    await client.end();
  }
}

async function connected({ url, variable }: Access): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'countersign start',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  // What goes wrong later is told by the statement that meets it; without a listener the process would end.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new UnfitDatabaseError(whyUnreachable(error, client.database, variable));
  }
}

/** The servers' own words, by SQLSTATE; they never repeat a password. */
function whyUnreachable(error: unknown, database: string | undefined, variable: Access['variable']): string {
  const words = error instanceof Error ? error.message || error.name : String(error);
  switch (sqlStateOf(error)) {
    case '28P01':
    case '28000':
      return `The database refuses the name or the password in ${variable} (${words}): correct the variable.`;
    case '3D000':
      return `The server named by ${variable} has no database ${database}: create it or correct the variable.`;
  }
  if (/timeout/i.test(words)) {
    return `The database named by ${variable} does not answer within ${PATIENCE_MS / 1000} seconds: start it, open the way to it, or correct the variable.`;
  }
  return `The database named by ${variable} cannot be reached (${words}): start it or correct the variable.`;
}

async function readFacts(client: Client): Promise<DatabaseFacts> {
  const { rows } = await client.query<DatabaseFacts>(`
    select
      current_user::text as "role",
      current_setting('server_version_num')::int as "versionNumber",
      current_setting('server_version') as "version",
      r.rolsuper as "superuser",
      r.rolbypassrls as "bypassesPolicies",
      exists (
        select from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'lookup') and pg_has_role(current_user, c.relowner, 'member')
      ) or exists (
        select from pg_namespace n
        where n.nspname in ('app', 'lookup') and pg_has_role(current_user, n.nspowner, 'member')
      ) as "ownsTables",
      coalesce((
        select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'app' and c.relname = 'migration'
      ), true) as "mayRead",
      exists (
        select from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'app' and c.relname = 'migration'
      ) as "hasSchema",
      coalesce(
        (select pg_has_role(current_user, n.nspowner, 'usage') from pg_namespace n where n.nspname = 'app'),
        has_database_privilege(current_database(), 'create')
      ) as "mayMigrate"
    from pg_roles r
    where r.rolname = current_user`);
  const [facts] = rows;
  if (facts === undefined) throw new UnfitDatabaseError('The database does not say which role this is.');
  return facts;
}

function refuseVersion({ version, versionNumber }: DatabaseFacts): void {
  if (versionNumber >= lowestVersion) return;
  throw new UnfitDatabaseError(
    `The database is PostgreSQL ${version}, but Countersign needs 18 or newer: upgrade the server first.`,
  );
}

function refuseRole({ role, superuser, bypassesPolicies, ownsTables, mayRead }: DatabaseFacts): void {
  const remedy = 'let DATABASE_URL name the role cs_app.';
  if (superuser) {
    throw new UnfitDatabaseError(
      `The role ${role} is a superuser, and row-level security does not bind superusers: ${remedy}`,
    );
  }
  if (bypassesPolicies) {
    throw new UnfitDatabaseError(
      `The role ${role} has BYPASSRLS, so one organisation could read another: ${remedy}`,
    );
  }
  if (ownsTables) {
    throw new UnfitDatabaseError(
      `The role ${role} owns the tables and could lift their row-level security: ${remedy}`,
    );
  }
  if (!mayRead) throw new UnfitDatabaseError(`The role ${role} may not use the tables: ${remedy}`);
}

/** What a superuser makes would belong to the superuser, and cs_owner could not change it afterwards. */
function refuseStranger({ role, superuser, mayMigrate }: DatabaseFacts): void {
  const remedy = 'let DATABASE_OWNER_URL name the role cs_owner.';
  if (superuser) {
    throw new UnfitDatabaseError(
      `The role ${role} is a superuser, and what it makes would not belong to the owner of the tables: ${remedy}`,
    );
  }
  if (!mayMigrate) throw new UnfitDatabaseError(`The role ${role} may not change the tables: ${remedy}`);
}

async function appliedMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from app.migration order by id');
  return rows.map((row) => row.name);
}

function refuseNewer(applied: readonly string[], known: readonly string[]): void {
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new UnfitDatabaseError(
    `The database has migrations that this version does not know (${unknown.join(', ')}): start the newer version.`,
  );
}

function refuseOlder(applied: readonly string[], known: readonly string[]): void {
  const pending = known.filter((name) => !applied.includes(name));
  if (pending.length === 0) return;
  throw new UnfitDatabaseError(
    `The database lacks ${pending.length} migration(s) of this version: run \`npm run migrate -- up\` first.`,
  );
}
