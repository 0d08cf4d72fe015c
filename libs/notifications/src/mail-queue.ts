import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Config, WorkQueue } from '@countersign/platform';
import { mailQueue, type MailJob } from './mail-jobs';

/** Where due notifications are handed to the workers. */
@Injectable()
export class MailQueue extends WorkQueue<MailJob> implements OnApplicationShutdown {
  constructor(config: Config) {
    super(mailQueue, config.redisUrl);
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
