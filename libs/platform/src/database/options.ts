import type { DataSourceOptions } from 'typeorm';
import { SnakeCaseNames } from './naming-strategy';
import { columnTypes } from './rows';

export type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

export interface DatabaseAccess {
  readonly url: string;
  readonly connections: number;
}

/** Longer than that for a free connection means that the pool hangs or is far too small: told, not waited for. */
export const CONNECTION_PATIENCE_MS = 20_000;

/** How api, worker and tests reach the database. Migrations are run elsewhere, as the owner. */
export function databaseOptions({ url, connections }: DatabaseAccess): PostgresOptions {
  return {
    type: 'postgres',
    url,
    schema: 'app',
    namingStrategy: new SnakeCaseNames(),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolSize: connections,
    applicationName: 'countersign',
    extra: {
      types: columnTypes,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      connectionTimeoutMillis: CONNECTION_PATIENCE_MS,
    },
  };
}
