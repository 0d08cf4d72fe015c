import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';
import { Config } from '../config/config';
import { boundedAnswers, patience } from './bounded-client';

/** One for each lock held at once, and one for the heartbeat. */
const MOST = 40;

/**
 * Connections beside the pool that the work itself uses. A lock that took one of the pool's and waited for its work to
 * get a second would hang for ever as soon as as many locks as connections are held.
 */
@Injectable()
export class ApartConnections implements OnApplicationShutdown {
  private readonly pool: Pool;

  constructor(config: Config) {
    this.pool = new Pool({
      connectionString: config.databaseUrl,
      application_name: 'countersign apart',
      max: MOST,
      idleTimeoutMillis: 60_000,
      ...boundedAnswers(patience.statementMs),
    });
    // An idle one that breaks is replaced; without a listener the process would end.
    this.pool.on('error', () => undefined);
  }

  async with<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    // One in use may break while nothing is asked of it, under a lock that is held: what is asked next fails then.
    const breakOff = (): void => void (broken = true);
    client.on('error', breakOff);
    try {
      return await work(client);
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      client.off('error', breakOff);
      client.release(broken);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
