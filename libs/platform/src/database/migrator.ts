import { DataSource, type MigrationInterface } from 'typeorm';
import { boundedAnswers } from './bounded-client';
import { SnakeCaseNames } from './naming-strategy';

type MigrationClass = new () => MigrationInterface;

interface MigrationAccess {
  /** As the owner of the schemas, never as the role that api and worker use. */
  readonly ownerUrl: string;
  readonly migrations: readonly MigrationClass[];
}

export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}

/** The name under which TypeORM records a migration: its `name` property, else its class. */
export function migrationNames(migrations: readonly MigrationClass[]): string[] {
  return migrations.map((migration) => new migration().name ?? migration.name);
}

/** Brings the database to this version; gives the names of what was applied. */
export async function migrateUp(access: MigrationAccess): Promise<string[]> {
  return withLock(access, async (dataSource) => {
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  });
}

/** Takes the latest migration back; null when none is left. */
export async function migrateDown(access: MigrationAccess): Promise<string | null> {
  return withLock(access, async (dataSource) => {
    const [latest] = await appliedNames(dataSource);
    if (latest === undefined) return null;
    await dataSource.undoLastMigration({ transaction: 'each' });
    return latest;
  });
}

export async function showMigrations(access: MigrationAccess): Promise<MigrationState[]> {
  return withLock(access, async (dataSource) => {
    const applied = new Set(await appliedNames(dataSource));
    return migrationNames(access.migrations).map((name) => ({ name, applied: applied.has(name) }));
  });
}

/** Two starts at once must not migrate at once: the second waits here and then finds nothing to do. */
async function withLock<T>(
  { ownerUrl, migrations }: MigrationAccess,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: 'app',
    migrationsTableName: 'migration',
    migrations: [...migrations],
    namingStrategy: new SnakeCaseNames(),
    installExtensions: false,
    applicationName: 'countersign migrate',
    extra: boundedAnswers(null),
  }).initialize();
  const holder = dataSource.createQueryRunner();
  const lock = `hashtext('countersign.migrations')`;
  try {
    await holder.query(`select pg_advisory_lock(${lock})`);
    await holder.query('create schema if not exists app');
    return await work(dataSource);
  } finally {
    await holder.query(`select pg_advisory_unlock(${lock})`);
    await holder.release();
    await dataSource.destroy();
  }
}

async function appliedNames(dataSource: DataSource): Promise<string[]> {
  const [{ exists }] = await dataSource.query<[{ exists: boolean }]>(
    `select to_regclass('app.migration') is not null as exists`,
  );
  if (!exists) return [];
  const rows = await dataSource.query<{ name: string }[]>('select name from app.migration order by id desc');
  return rows.map((row) => row.name);
}
