import type { QueueDefinition } from './work-queue';
import type { WorkTable } from './leases';

/** One job as it stood when it was found due: ids only, never a text or a name. */
export interface JobWork {
  readonly organisationId: string;
  readonly id: string;
  readonly kind: string;
  readonly attempt: number;
}

/** Named for its first kinds: exports, erasures and deletions. Every kind of job has its rows here. */
export const jobTable: WorkTable = {
  table: 'app.data_job',
  waiting: 'waiting',
  running: 'running',
  due: 'true',
  reachesOthers: false,
};

export const jobQueue: QueueDefinition<JobWork> = {
  name: 'jobs',
  jobName: 'run',
  whileAway: 'Jobs are done without Redis, one after the other',
  idOf: ({ id, attempt }) => `j-${id}-${attempt}`,
};
