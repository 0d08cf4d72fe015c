import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';
import { Database } from '../database/database';
import { WorkerPresence, type WorkerState } from './worker-presence';

type Condition = 'up' | 'down';

export interface ReadinessReport {
  readonly state: 'ready' | 'not-ready';
  readonly database: Condition;
  readonly schema: Condition;
  readonly redis: Condition;
  /** Told beside: the api works without one, mail and reminders do not. */
  readonly worker: WorkerState;
}

/** What the product needs to work, tried anew each time somebody asks. */
@Injectable()
export class Readiness implements OnApplicationShutdown {
  private redis: Redis | null = null;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly workers: WorkerPresence,
  ) {}

  async report(): Promise<ReadinessReport> {
    const [database, schema, redis, worker] = await Promise.all([
      holds(() => this.database.run({ kind: 'none' }, () => this.database.query('select 1 as one'))),
      holds(() => this.database.run({ kind: 'none' }, () => this.database.query('select app.now() as now'))),
      holds(() => this.pingRedis()),
      this.database
        .run({ kind: 'none' }, () => this.workers.seen())
        .then(
          ({ state }) => state,
          () => 'down' as const,
        ),
    ]);
    const ready = [database, schema, redis].every((condition) => condition === 'up');
    return { state: ready ? 'ready' : 'not-ready', database, schema, redis, worker };
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private async pingRedis(): Promise<void> {
    this.redis ??= openRedis(this.config.redisUrl);
    await this.redis.ping();
  }
}

function openRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, connectTimeout: 2000, lazyConnect: true });
  // Its state is told by the next ping; without a listener ioredis prints every failed attempt.
  redis.on('error', () => undefined);
  return redis;
}

async function holds(check: () => Promise<unknown>): Promise<Condition> {
  try {
    await check();
    return 'up';
  } catch {
    return 'down';
  }
}
