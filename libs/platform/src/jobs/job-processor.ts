import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Worker } from 'bullmq';
import { Config } from '../config/config';
import { JobRelay } from './job-relay';
import { JobRunner } from './job-runner';
import { jobQueue, type JobWork } from './job-work';
import { queuePrefix } from './work-queue';

/** Of one worker, each of another organisation. */
const AT_ONCE = 3;

/** Takes jobs from the queue, and gives back at a planned stop what would take longer. */
@Injectable()
export class JobProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(JobProcessor.name);
  private readonly stop = new AbortController();
  private worker: Worker<JobWork> | null = null;

  constructor(
    private readonly config: Config,
    private readonly runner: JobRunner,
    private readonly relay: JobRelay,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = new Worker<JobWork>(jobQueue.name, (job) => this.process(job.data), {
      prefix: queuePrefix,
      connection: { url: this.config.redisUrl, maxRetriesPerRequest: null },
      concurrency: AT_ONCE,
    });
    // Redis coming and going is the relay's to tell; without a listener the process would end.
    this.worker.on('error', () => undefined);
    this.worker.on('failed', (_job, error) => this.logger.error(error, 'A job waits for the next look.'));
  }

  /** Before the database is let go. */
  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.worker?.close();
  }

  /** What waits behind it in its organisation has its turn at once. */
  private async process(work: JobWork): Promise<void> {
    await this.runner.run(work, this.stop.signal);
    if (!this.stop.signal.aborted) await this.relay.tell();
  }
}
