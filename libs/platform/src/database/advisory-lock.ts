import { Injectable } from '@nestjs/common';
import { ApartConnections } from './apart-connections';

/** One process at a time, for as long as the work takes. The lock ends with its connection, so none is left behind. */
@Injectable()
export class AdvisoryLock {
  constructor(private readonly connections: ApartConnections) {}

  /**
   * False where another process is at it. The work opens its own transactions, on connections that the lock does not
   * take from it. Held by a transaction, so that it also holds behind a pooler in transaction mode.
   */
  tryRun(name: string, work: () => Promise<void>): Promise<boolean> {
    return this.connections.with(async (client) => {
      await client.query('begin');
      await client.query('set local idle_in_transaction_session_timeout = 0');
      // Where the way here is lost without a farewell, the server asks for signs of life and lets the lock go after a minute.
      await client.query(
        'set local tcp_keepalives_idle = 30; set local tcp_keepalives_interval = 10; set local tcp_keepalives_count = 3',
      );
      const { rows } = await client.query<{ got: boolean }>(
        `select pg_try_advisory_xact_lock(hashtextextended('countersign.' || $1, 0)) as got`,
        [name],
      );
      const got = rows[0]?.got ?? false;
      if (got) await work();
      await client.query('rollback');
      return got;
    });
  }
}
