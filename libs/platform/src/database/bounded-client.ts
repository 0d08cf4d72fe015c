import { Client, type ClientConfig, type PoolClient } from 'pg';

/**
 * How long an answer of the database is waited for. The server ends a statement after `statementMs`; `networkMs` more
 * without a word means that nothing comes any more, as when a machine or a way between was lost without a farewell.
 */
export const patience = {
  /** For a connection, and for the beginning of a transaction, which a pooler may keep waiting for one. */
  connectionMs: 20_000,
  statementMs: 30_000,
  networkMs: 5_000,
};

interface BoundedClientConfig extends ClientConfig {
  /** Null where the server may take any time for a statement. */
  readonly answerWithinMs: number | null;
}

/** A connection of a pool with bounded answers. */
export interface BoundedConnection extends PoolClient {
  /** Of what is asked from now on, until `expectAsUsual`. */
  expectWithin(ms: number): void;
  expectAsUsual(): void;
}

/** For the pools: until its answer a lost connection and a long statement look the same from here. */
export function boundedAnswers(statementMs: number | null) {
  return {
    Client: BoundedClient,
    answerWithinMs: statementMs === null ? null : statementMs + patience.networkMs,
    statement_timeout: statementMs ?? 0,
    connectionTimeoutMillis: patience.connectionMs,
    // An idle connection, and one whose statement may take any time, is found out by the system.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  };
}

/** The code makes it one of the ways in which a network fails. */
export class UnansweredError extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(ms: number) {
    super(`no answer within ${ms / 1000} seconds`);
    this.name = 'UnansweredError';
  }
}

/**
 * A connection that breaks itself off when an answer does not come in time. The driver's own `query_timeout` would
 * leave it open, and the next who gets it would wait behind the unanswered statement.
 */
class BoundedClient extends Client {
  private readonly usualMs: number | null;
  private answerWithinMs: number | null;

  // The pool hands its settings over; the type of the driver says that it hands nothing.
  constructor(config: BoundedClientConfig = { answerWithinMs: null }) {
    super(config);
    this.usualMs = config.answerWithinMs;
    this.answerWithinMs = this.usualMs;
  }

  expectWithin(ms: number): void {
    this.answerWithinMs = ms;
  }

  expectAsUsual(): void {
    this.answerWithinMs = this.usualMs;
  }

  // The driver's ten signatures stay what they are; the promise of an answer is all that is looked at.
  override query(...question: unknown[]): never {
    const answer: unknown = Reflect.apply(super.query, this, question);
    if (answer instanceof Promise && this.answerWithinMs !== null) this.await(answer, this.answerWithinMs);
    return answer as never;
  }

  private await(answer: Promise<unknown>, ms: number): void {
    const timer = setTimeout(() => this.connection.stream.destroy(new UnansweredError(ms)), ms);
    const answered = (): void => clearTimeout(timer);
    answer.then(answered, answered);
  }
}
