import { Problem, say } from '@countersign/wire';
import type { DatabaseAwayError } from '../database/database-away';

const RETRY_AFTER_SECONDS = 10;

/** Whoever sent something has it still: the portal keeps what was typed, and says so. */
export function databaseAway({ inDoubt }: DatabaseAwayError): Problem {
  return new Problem({
    status: 503,
    code: 'database-away',
    title: say('title.database-away'),
    detail: inDoubt ? say('refusal.database-away') : say('database-problems.nothing-was-changed-try'),
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

export function databaseFull(): Problem {
  return new Problem({
    status: 507,
    code: 'database-full',
    title: say('title.database-full'),
    detail: say('refusal.database-full'),
    retryAfterSeconds: 300,
  });
}

/** After a change of servers, until the new one is the first. */
export function databaseReadOnly(): Problem {
  return new Problem({
    status: 503,
    code: 'database-read-only',
    title: say('title.database-read-only'),
    detail: say('refusal.database-read-only'),
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
