import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Worker } from 'bullmq';
import { Config, queuePrefix } from '@countersign/platform';
import { MailSettings } from '../mail-settings';
import { Outage } from './outage';
import { Sender } from './sender';
import { mailQueue, type MailJob } from '../mail-jobs';

/** Takes notifications from the queue, several at once, and stops only when those in hand are recorded. */
@Injectable()
export class MailProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MailProcessor.name);
  private worker: Worker<MailJob> | null = null;

  constructor(
    private readonly config: Config,
    private readonly settings: MailSettings,
    private readonly sender: Sender,
    private readonly outage: Outage,
  ) {}

  onApplicationBootstrap(): void {
    const { concurrency, perSecond, switchedOff } = this.settings;
    if (switchedOff) return;
    this.worker = new Worker<MailJob>(mailQueue.name, (job) => this.process(job.data), {
      prefix: queuePrefix,
      connection: { url: this.config.redisUrl, maxRetriesPerRequest: null },
      concurrency,
      limiter: { max: perSecond, duration: 1_000 },
    });
    // Redis coming and going is the relay's to tell; without a listener the process would end.
    this.worker.on('error', () => undefined);
    this.worker.on('failed', (_job, error) => this.logger.error(error, 'A mail waits: its claim failed.'));
  }

  /** Before the database and the mail server are let go. */
  async onModuleDestroy(): Promise<void> {
    await this.worker?.close();
  }

  /** During an outage a job is dropped: its row is still due, and the relay brings it back. */
  private async process(job: MailJob): Promise<void> {
    if (this.outage.remainingMs > 0) return;
    await this.sender.send(job);
  }
}
