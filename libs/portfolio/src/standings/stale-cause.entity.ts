import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Why an approval is stale, or was: each is told once. */
@Entity('approval_stale_cause', { schema: 'app' })
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'approval_stale_cause_engagement_fk',
})
@ForeignKey('ApprovalEntity', ['organisationId', 'approvalId'], ['organisationId', 'id'], {
  name: 'approval_stale_cause_approval_fk',
})
@Unique('approval_stale_cause_number_key', ['organisationId', 'engagementId', 'number'])
@Index('approval_stale_cause_approval_index', ['organisationId', 'approvalId'])
export class StaleCauseEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  @Column({ type: 'uuid' })
  readonly approvalId: string;

  /** Of those of the engagement: a mail names its cause by it. */
  @Column({ type: 'integer' })
  readonly number: number;

  /** Tells it from the other causes of its approval. */
  @Column({ type: 'text' })
  readonly occasion: string;

  @Column({ type: 'text' })
  readonly code: string;

  @Column({ type: 'jsonb' })
  readonly parameters: Readonly<Record<string, string>>;

  /** The first day on which it held. */
  @Column({ type: 'date' })
  readonly since: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly endedAt: string | null;
}
