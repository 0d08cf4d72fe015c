import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Config } from '@countersign/platform';
import { mailJobId, mailQueue, queuePrefix, type MailJob } from './mail-jobs';

const patienceMs = 5_000;

/** Where due notifications are handed to the workers. Nothing depends on it: the relay adds again what is lost. */
@Injectable()
export class MailQueue implements OnApplicationShutdown {
  private readonly logger = new Logger(MailQueue.name);
  private queue: Queue<MailJob> | null = null;
  private failing = false;

  constructor(private readonly config: Config) {}

  /** Adding what is already there changes nothing. */
  async add(jobs: readonly MailJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const { jobName, options } = mailQueue;
    const added = this.open().addBulk(
      jobs.map((data) => ({ name: jobName, data, opts: { ...options, jobId: mailJobId(data) } })),
    );
    await within(patienceMs, added);
    if (this.failing) this.logger.log('Redis answers again.');
    this.failing = false;
  }

  /** Only speeds things up, so nobody waits for it and nobody is told that it failed. */
  hint(jobs: readonly MailJob[]): void {
    this.add(jobs).catch((error: unknown) => this.tellOnce(error));
  }

  /** What Redis holds by its state, such as `waiting`; null where it does not answer. */
  async depth(): Promise<Readonly<Record<string, number>> | null> {
    try {
      return await within(patienceMs, this.open().getJobCounts('waiting', 'active', 'delayed', 'failed'));
    } catch {
      return null;
    }
  }

  tellOnce(error: unknown): void {
    if (!this.failing) this.logger.warn(`Mail waits for Redis: ${messageOf(error)}`);
    this.failing = true;
  }

  async onApplicationShutdown(): Promise<void> {
    const { queue } = this;
    this.queue = null;
    if (queue !== null) await within(patienceMs, queue.close()).catch(() => queue.disconnect());
  }

  private open(): Queue<MailJob> {
    if (this.queue === null) {
      this.queue = new Queue<MailJob>(mailQueue.name, {
        prefix: queuePrefix,
        connection: { url: this.config.redisUrl, maxRetriesPerRequest: 1, enableOfflineQueue: false },
      });
      // The commands that fail tell it; without a listener the process would end.
      this.queue.on('error', () => undefined);
    }
    return this.queue;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
