import { conflict, notFound, Problem, say } from '@countersign/wire';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DatabaseAwayError } from '../database/database-away';
import { sqlState, sqlStateOf } from '../database/sql-errors';
import { databaseAway, databaseFull, databaseReadOnly } from './database-problems';
import { requestIdOf } from '../logging/request-id';
import { answerUnread } from './answer-unread';

const codes: Readonly<Record<number, StatusCode>> = {
  400: 'malformed',
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many',
};
type StatusCode =
  | 'malformed'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'too-many'
  | 'problem';

/** What the framework and the parsers say of it is English for programmers. */
function fromStatus(status: number): Problem {
  const code = codes[status] ?? 'problem';
  return new Problem({ status, code, title: say(`title.${code}`), detail: say(`refusal.${code}`) });
}

/** Body parser and router errors are plain errors with a status. */
function clientStatusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  return error.status >= 400 && error.status < 500 ? error.status : null;
}

/** How a body ends whose sender has gone. */
function isHangUp(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** An address with something else than an id in it names nothing that exists. */
function isMalformedId(error: unknown): boolean {
  if (sqlStateOf(error) !== sqlState.invalidText || !(error instanceof Error)) return false;
  return error.message.includes('type uuid');
}

/** A number that was sent and no column can hold; one that the product computes itself is told in other words. */
function isEndlessNumber(error: unknown): boolean {
  if (sqlStateOf(error) !== sqlState.numberOutOfRange || !(error instanceof Error)) return false;
  return error.message.includes('is out of range for type');
}

/** What the other side is told; null for what it must not be told. */
export function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseAwayError) return databaseAway(error);
  if (error instanceof HttpException && error.getStatus() < 500) {
    return fromStatus(error.getStatus());
  }
  const refused = fromDatabase(error);
  if (refused !== null) return refused;
  const status = clientStatusOf(error);
  return status === null ? null : fromStatus(status);
}

function unacceptable(code: 'unknown-reference' | 'unusable-character' | 'number-too-large'): Problem {
  return new Problem({ status: 422, code, title: say('title.invalid'), detail: say(`refusal.${code}`) });
}

function fromDatabase(error: unknown): Problem | null {
  const state = sqlStateOf(error);
  if (state === sqlState.uniqueViolation) {
    return conflict('already-there', say('refusal.already-there'));
  }
  if (state === sqlState.foreignKeyViolation) {
    return unacceptable('unknown-reference');
  }
  if (state === sqlState.untranslatableCharacter || state === sqlState.invalidByteSequence) {
    return unacceptable('unusable-character');
  }
  if (isEndlessNumber(error)) {
    return unacceptable('number-too-large');
  }
  return isMalformedId(error) ? notFound('record') : null;
}

/** The one edge where errors become answers, and where an unexpected one is logged, once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    // Who left in the middle of a body waits for no answer, and the half of it is no fault of ours; the line of the
    // request stays.
    if (error !== null && (error === request.errored || (isHangUp(error) && request.errored !== null))) {
      response.destroy();
      return;
    }
    const problem = asProblem(error) ?? this.unforeseen(error);
    if (response.headersSent) {
      // Half a file has gone out: cutting the connection is the only way left to say that it is not whole.
      response.destroy();
      return;
    }
    if (problem.retryAfterSeconds !== null) response.set('Retry-After', String(problem.retryAfterSeconds));
    const body = JSON.stringify(problem.body(requestIdOf(request)));
    response.status(problem.status).type('application/problem+json');
    answerUnread(request, response, body);
  }

  private unforeseen(error: unknown): Problem {
    this.logger.error(error);
    switch (sqlStateOf(error)) {
      case sqlState.diskFull:
        return databaseFull();
      case sqlState.readOnly:
        return databaseReadOnly();
      default:
        return unexpected();
    }
  }
}

function unexpected(): Problem {
  return new Problem({
    status: 500,
    code: 'unexpected',
    title: say('title.unexpected'),
    detail: say('refusal.unexpected'),
  });
}
