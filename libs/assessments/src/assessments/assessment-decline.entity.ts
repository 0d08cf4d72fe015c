import type { ANSWERABLE_STATES, DeclinedScope } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That a vendor will not answer, and why; ended once it is taken back or asked again. */
@Entity('assessment_decline', { schema: 'app' })
@Check('assessment_decline_scope_check', "(scope = ANY (ARRAY['questionnaire'::text, 'service'::text]))")
@Check(
  'assessment_decline_from_check',
  "(from_state = ANY (ARRAY['sent'::text, 'opened'::text, 'answering'::text, 'returned'::text]))",
)
@Check('assessment_decline_ended_check', '((ended_at IS NULL) = (ended_by IS NULL))')
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'assessment_decline_assessment_fk',
})
@Index('assessment_decline_open', ['organisationId', 'assessmentId'], {
  unique: true,
  where: '(ended_at IS NULL)',
})
@Index('assessment_decline_assessment_index', ['organisationId', 'assessmentId'])
export class AssessmentDeclineEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'text' })
  readonly scope: DeclinedScope;

  @Column({ type: 'text' })
  readonly because: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  /** To which it goes back. */
  @Column({ type: 'text' })
  readonly fromState: (typeof ANSWERABLE_STATES)[number];

  @Column({ type: 'timestamptz', nullable: true })
  readonly endedAt: string | null;

  /** The vendor that took it back, or the member who asked again. */
  @Column({ type: 'text', nullable: true })
  readonly endedBy: string | null;
}
