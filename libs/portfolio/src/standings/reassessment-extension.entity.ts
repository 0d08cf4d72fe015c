import type { Tier } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('reassessment_extension', { schema: 'app' })
@Check('reassessment_extension_tier_check', '((tier >= 1) AND (tier <= 3))')
@Check('reassessment_extension_ended_check', '((ended_at IS NULL) = (ended_because IS NULL))')
@Check(
  'reassessment_extension_because_check',
  "(ended_because = ANY (ARRAY['submission'::text, 'tier'::text]))",
)
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'reassessment_extension_engagement_fk',
})
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'reassessment_extension_assessment_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'reassessment_extension_member_fk',
})
@Index(
  'reassessment_extension_once_index',
  ['organisationId', 'engagementId', 'assessmentId', 'submittedOn'],
  { unique: true },
)
export class ReassessmentExtensionEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  /** Of the oldest submission that the policy asked for. */
  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'date' })
  readonly submittedOn: string;

  /** In force when it was given: another one ends it. */
  @Column({ type: 'integer' })
  readonly tier: Tier;

  /** Material changes that were known then, by their key. */
  @Column({ type: 'text', array: true })
  readonly covers: readonly string[];

  /** The day that it moved. */
  @Column({ type: 'date' })
  readonly dueOn: string;

  @Column({ type: 'date' })
  readonly until: string;

  @Column({ type: 'text' })
  readonly reason: string;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly endedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly endedBecause: 'submission' | 'tier' | null;
}
