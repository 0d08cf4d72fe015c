import type { Tier } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('tier_override', { schema: 'app' })
@Check('tier_override_tier_check', '((tier >= 1) AND (tier <= 3))')
@Check('tier_override_lifted_check', '((lifted_at IS NULL) = (lifted_reason IS NULL))')
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'tier_override_engagement_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'tier_override_member_fk',
})
@Index('tier_override_engagement_index', ['organisationId', 'engagementId', 'at'])
@Index('tier_override_standing_index', ['organisationId', 'engagementId'], {
  unique: true,
  where: '((lifted_at IS NULL) AND (expired_at IS NULL))',
})
export class TierOverrideEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  @Column({ type: 'integer' })
  readonly tier: Tier;

  /** On the day on which it was set. */
  @Column({ type: 'integer' })
  readonly computedTier: Tier;

  @Column({ type: 'text' })
  readonly reason: string;

  @Column({ type: 'date' })
  readonly until: string;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly liftedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly liftedBy: string | null;

  @Column({ type: 'text', nullable: true })
  readonly liftedReason: string | null;

  /** When the round of the day after its last one has seen it; by the calendar it has ended before. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly expiredAt: string | null;
}
