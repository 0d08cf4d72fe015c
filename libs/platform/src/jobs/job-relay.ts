import { Injectable } from '@nestjs/common';
import { JobQueue } from './job-queue';
import { JobRunner } from './job-runner';

/** Tells the queue of every job that is due. What the queue loses is told again a moment later. */
@Injectable()
export class JobRelay {
  constructor(
    private readonly runner: JobRunner,
    private readonly queue: JobQueue,
  ) {}

  /** While Redis is away this worker does them itself, one after the other. */
  async relay(stopping: AbortSignal): Promise<void> {
    try {
      await this.tell();
    } catch (error) {
      this.queue.tellOnce(error);
      await this.runner.runDue(stopping);
    }
  }

  async tell(): Promise<void> {
    await this.queue.add(await this.runner.due());
  }
}
