import { OutboxChangeEntity } from './changes/outbox-change.entity';
import { ProductEntity } from './clock/product.entity';
import { WorkerHeartbeatEntity } from './health/worker-heartbeat.entity';
import { JobEntity } from './jobs/job.entity';
import { RateCountEntity } from './limits/rate-count.entity';

/** The tables of this library, named one by one. */
export const platformEntities = [
  JobEntity,
  OutboxChangeEntity,
  ProductEntity,
  RateCountEntity,
  WorkerHeartbeatEntity,
] as const;
