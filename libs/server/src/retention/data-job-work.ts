import { Injectable } from '@nestjs/common';
import type { RunningJob } from './data-job';
import { Erasure } from './erasure';

/** Who does what. Each may be begun again after a crash, and gives the files to remove at the end. */
@Injectable()
export class DataJobWork {
  constructor(private readonly erasure: Erasure) {}

  perform(job: RunningJob): Promise<readonly string[]> {
    switch (job.kind) {
      case 'erasure':
        return this.erasure.erase(job);
      case 'export':
      case 'deletion':
        throw new Error(`A ${job.kind} cannot be done yet.`);
    }
  }
}
