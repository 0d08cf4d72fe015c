import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** One process at a time, for as long as the work takes. The lock ends with its connection, so none is left behind. */
@Injectable()
export class AdvisoryLock {
  constructor(private readonly dataSource: DataSource) {}

  /** False where another process is at it. The work opens its own transactions beside the lock's. */
  async tryRun(name: string, work: () => Promise<void>): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query('set local idle_in_transaction_session_timeout = 0');
      const rows: { got: boolean }[] = await runner.query(
        `select pg_try_advisory_xact_lock(hashtextextended('countersign.' || $1, 0)) as got`,
        [name],
      );
      const got = rows[0]?.got ?? false;
      if (got) await work();
      return got;
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }
}
