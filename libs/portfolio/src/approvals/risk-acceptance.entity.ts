import type { Level } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('risk_acceptance', { schema: 'app' })
@Check(
  'risk_acceptance_rating_check',
  "(rating = ANY (ARRAY['very-low'::text, 'low'::text, 'moderate'::text, 'high'::text, 'very-high'::text]))",
)
@Check('risk_acceptance_withdrawn_check', '((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))')
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'risk_acceptance_engagement_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'risk_acceptance_member_fk',
})
@Index('risk_acceptance_engagement_index', ['organisationId', 'engagementId', 'at'])
export class RiskAcceptanceEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  /** That it was given for. */
  @Column({ type: 'text' })
  readonly rating: Level;

  @Column({ type: 'text', array: true })
  readonly knockouts: readonly string[];

  @Column({ type: 'text', array: true })
  readonly findings: readonly string[];

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
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnBy: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnReason: string | null;
}
