import type { Level, RecordedGrounds } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('approval', { schema: 'app' })
@Check(
  'approval_outcome_check',
  "(outcome = ANY (ARRAY['to-contract'::text, 'approved'::text, 'approved-with-conditions'::text, 'rejected'::text]))",
)
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'approval_engagement_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'approval_member_fk',
})
@Index('approval_engagement_index', ['organisationId', 'engagementId', 'at'])
export class ApprovalEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  @Column({ type: 'text' })
  readonly outcome: 'to-contract' | 'approved' | 'approved-with-conditions' | 'rejected';

  @Column({ type: 'date', nullable: true })
  readonly validTo: string | null;

  @Column({ type: 'text', nullable: true })
  readonly conditions: string | null;

  @Column({ type: 'text' })
  readonly reason: string;

  @Column({ type: 'text' })
  readonly ratingThen: Level;

  /** What it rested on; it goes stale against this. */
  @Column({ type: 'jsonb' })
  readonly recorded: RecordedGrounds & {
    readonly policyVersion: number | null;
    readonly acceptanceId: string | null;
  };

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
