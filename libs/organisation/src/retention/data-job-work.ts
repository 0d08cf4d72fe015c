import { Injectable } from '@nestjs/common';
import type { RunningJob } from './data-job';
import { Erasure } from './erasure';
import { OrganisationDeletion } from './organisation-deletion';
import { OrganisationExport } from './organisation-export';

/** Who does what. Each may be begun again until its work is committed, and gives the files to remove at the end. */
@Injectable()
export class DataJobWork {
  constructor(
    private readonly erasure: Erasure,
    private readonly exports: OrganisationExport,
    private readonly deletion: OrganisationDeletion,
  ) {}

  perform(job: RunningJob): Promise<readonly string[]> {
    if (job.concluded) return Promise.resolve(job.removing);
    switch (job.kind) {
      case 'erasure':
        return this.erasure.erase(job);
      case 'export':
        return this.exports.export(job);
      case 'deletion':
        return this.deletion.delete(job);
    }
  }
}
