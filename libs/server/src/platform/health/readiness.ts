import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';
import { Database } from '../database/database';
import { FileStore } from '../files/file-store';
import { StorageProblem } from '../files/storage-problem';
import { build, type Build } from '../version/build';
import { BoundedCheck } from './bounded-check';
import { WorkerPresence, type WorkerState } from './worker-presence';

type Condition = 'up' | 'down';
type FilesCondition = Condition | 'full';

export interface ReadinessReport extends Build {
  /** `degraded`: something waits (mail without Redis, uploads on a full disk), and requests are answered. */
  readonly state: 'ready' | 'degraded' | 'not-ready';
  readonly database: Condition;
  readonly schema: Condition;
  readonly files: FilesCondition;
  readonly redis: Condition;
  /** Told beside: the api works without one, mail and reminders do not. */
  readonly worker: WorkerState;
}

/** What the product needs to work, tried anew each time somebody asks, and answered in time whatever hangs. */
@Injectable()
export class Readiness implements OnApplicationShutdown {
  private redis: Redis | null = null;

  private readonly checks = {
    database: new BoundedCheck(() => this.answersOf('select 1 as one'), 'down'),
    schema: new BoundedCheck(() => this.answersOf('select app.now() as now'), 'down'),
    files: new BoundedCheck(() => this.filesCondition(), 'down'),
    redis: new BoundedCheck(() => this.pingRedis(), 'down'),
    worker: new BoundedCheck(() => this.workerState(), 'down'),
  };

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly workers: WorkerPresence,
  ) {}

  async report(): Promise<ReadinessReport> {
    const [database, schema, files, redis, worker] = await Promise.all([
      this.checks.database.result(),
      this.checks.schema.result(),
      this.checks.files.result(),
      this.checks.redis.result(),
      this.checks.worker.result(),
    ]);
    const works = database === 'up' && schema === 'up' && files !== 'down';
    const whole = redis === 'up' && files === 'up';
    const state = works ? (whole ? 'ready' : 'degraded') : 'not-ready';
    return { state, ...build, database, schema, files, redis, worker };
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private async answersOf(sql: string): Promise<Condition> {
    await this.database.run({ kind: 'none' }, () => this.database.query(sql));
    return 'up';
  }

  private async workerState(): Promise<WorkerState> {
    return (await this.database.run({ kind: 'none' }, () => this.workers.seen())).state;
  }

  /** Full where not even the largest upload would fit. */
  private async filesCondition(): Promise<FilesCondition> {
    try {
      await this.files.requireRoomFor(this.config.maximumFileBytes);
      return 'up';
    } catch (error) {
      return error instanceof StorageProblem && error.kind === 'full' ? 'full' : 'down';
    }
  }

  private async pingRedis(): Promise<Condition> {
    this.redis ??= openRedis(this.config.redisUrl);
    await this.redis.ping();
    return 'up';
  }
}

function openRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, connectTimeout: 1_000, lazyConnect: true });
  // Its state is told by the next ping; without a listener ioredis prints every failed attempt.
  redis.on('error', () => undefined);
  return redis;
}
