import type { DataSourceOptions } from 'typeorm';
import { boundedAnswers, patience } from './bounded-client';
import { SnakeCaseNames } from './naming-strategy';
import { columnTypes } from './rows';

export type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** Entities as TypeORM takes them, one by one. */
export type EntityList = readonly Extract<NonNullable<DataSourceOptions['entities']>, unknown[]>[number][];

export interface DatabaseAccess {
  readonly url: string;
  readonly connections: number;
  /** Null for a program whose statements may take any time; otherwise they end after half a minute. */
  readonly statementMs?: number | null;
}

/** How api, worker and tests reach the database. Migrations are run elsewhere, as the owner. */
export function databaseOptions({
  url,
  connections,
  statementMs = patience.statementMs,
}: DatabaseAccess): PostgresOptions {
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
      ...boundedAnswers(statementMs),
      idle_in_transaction_session_timeout: 60_000,
    },
  };
}
