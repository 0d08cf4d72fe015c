import type { DatabaseAwayError } from '../database/database-away';
import { Problem } from '../problems/problem';

const RETRY_AFTER_SECONDS = 10;

/** Whoever sent something has it still: the portal keeps what was typed, and says so. */
export function databaseAway({ inDoubt }: DatabaseAwayError): Problem {
  return new Problem({
    status: 503,
    code: 'database-away',
    title: 'Countersign cannot reach its database',
    detail: inDoubt
      ? 'The connection to the database broke while this was being kept. In a minute, look whether it is there before you send it again.'
      : 'Nothing was changed. Try again in a minute.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

export function databaseFull(): Problem {
  return new Problem({
    status: 507,
    code: 'database-full',
    title: 'There is no room left in the database',
    detail:
      'Nothing was changed, and nothing that was kept before is lost. Try again later: the operator has been told in the log.',
    retryAfterSeconds: 300,
  });
}

/** After a change of servers, until the new one is the first. */
export function databaseReadOnly(): Problem {
  return new Problem({
    status: 503,
    code: 'database-read-only',
    title: 'The database keeps nothing new at the moment',
    detail: 'Nothing was changed. Try again in a minute.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
