import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config';
import { jobQueue, type JobWork } from './job-work';
import { WorkQueue } from './work-queue';

/** Carries the jobs of all kinds to the workers. */
@Injectable()
export class JobQueue extends WorkQueue<JobWork> implements OnApplicationShutdown {
  constructor(config: Config) {
    super(jobQueue, config.redisUrl);
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
