import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { sqlStateOf } from './sql-errors';

/** Nothing could be asked of the database; only where the commit itself met it, what was done is in doubt. */
export class DatabaseAwayError extends Error {
  constructor(
    override readonly cause: unknown,
    readonly inDoubt = false,
  ) {
    super(`The database cannot be reached: ${wordsOf(cause)}`);
    this.name = 'DatabaseAwayError';
  }
}

const networkCodes: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'],
  'EAI_AGAIN',
]);

/** The connection broke while nothing was asked of it, and TypeORM let go of it: what is asked next was never sent. */
export function wasLetGo(error: unknown): boolean {
  return error instanceof QueryRunnerAlreadyReleasedError;
}

/** Classes 08 and 57P: the connection or the server went away; any other error the server itself gave. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAwayError || wasLetGo(error)) return true;
  if (!(error instanceof Error)) return false;
  // First: EPIPE has the five letters of a SQLSTATE.
  if ('code' in error && typeof error.code === 'string' && networkCodes.has(error.code)) return true;
  const state = sqlStateOf(error);
  if (state !== null) return state.startsWith('08') || state.startsWith('57P');
  return /connection (terminated|timeout|error)|^query read timeout/i.test(error.message);
}

/** An address with several machines behind it fails with an error that has only their errors to say. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(wordsOf).join(', ');
  return error instanceof Error ? error.message || error.name : String(error);
}
