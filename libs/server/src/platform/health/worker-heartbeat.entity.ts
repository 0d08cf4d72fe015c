import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One worker process; belongs to no organisation. */
@Entity('worker_heartbeat', { schema: 'app' })
@Index('worker_heartbeat_beat_index', ['beatAt'])
export class WorkerHeartbeatEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly startedAt: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly beatAt: string;

  /** Which task fails or hangs; null while all is well. */
  @Column({ type: 'text', nullable: true })
  readonly trouble: string | null;
}
