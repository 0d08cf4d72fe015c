import type { FactValue } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { SaidOfDifference } from './scope-settlement.dto';

/** A member's word about a difference between intake and answers, for one assessment. */
@Entity('scope_settlement', { schema: 'app' })
@Check(
  'scope_settlement_kind_check',
  "(kind = ANY (ARRAY['set-aside'::text, 'intake-stands'::text, 'proposal-adopted'::text, 'dispute-adopted'::text]))",
)
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'scope_settlement_assessment_fk',
})
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'scope_settlement_engagement_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'scope_settlement_member_fk',
})
@Index('scope_settlement_assessment_index', ['organisationId', 'assessmentId'])
@Index('scope_settlement_engagement_index', ['organisationId', 'engagementId'])
export class ScopeSettlementEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'text' })
  readonly kind: SaidOfDifference;

  @Column({ type: 'text' })
  readonly fact: string;

  @Column({ type: 'jsonb' })
  readonly values: NonNullable<FactValue>;

  /** Null where the intake took the answer over: the answer is its reason. */
  @Column({ type: 'text', nullable: true })
  readonly reason: string | null;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
