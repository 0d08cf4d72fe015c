import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One worker process; belongs to no organisation. */
@Entity('worker_heartbeat', { schema: 'app' })
@Index('worker_heartbeat_beat_index', ['beatAt'])
export class WorkerHeartbeatEntity {
  declare readonly byDefault: 'startedAt' | 'beatAt' | 'mailOff';

  @PrimaryColumn({ type: 'uuid' })
  readonly id: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly startedAt: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly beatAt: string;

  /** Which task fails or hangs; null while all is well. */
  @Column({ type: 'text', nullable: true })
  readonly trouble: string | null;

  /** Since when its mail server takes no mail; null while mail leaves. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly mailWaitsSince: string | null;

  /** What that server said, or why there is none, as `{ code, parameters }`; nobody's address. */
  @Column({ type: 'text', nullable: true })
  readonly mailWaitsBecause: string | null;

  /** It waits because the operator has switched mail off. */
  @Column({ type: 'boolean', default: false })
  readonly mailOff: boolean;
}
