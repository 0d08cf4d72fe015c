import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PlanState } from './finding.dto';

/** What a vendor means to do about a finding from its answers, and what was said of it. */
@Entity('finding_plan', { schema: 'app' })
@Check(
  'finding_plan_state_check',
  "(state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'sent-back'::text, 'replaced'::text, 'withdrawn'::text]))",
)
@Check(
  'finding_plan_judged_check',
  "(((state = ANY (ARRAY['agreed'::text, 'sent-back'::text])) = (judged_by IS NOT NULL)) AND ((judged_by IS NULL) = (judged_at IS NULL)))",
)
@ForeignKey('FindingEntity', ['organisationId', 'findingId'], ['organisationId', 'id'], {
  name: 'finding_plan_finding_fk',
})
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'finding_plan_assessment_fk',
})
@Index('finding_plan_finding_index', ['organisationId', 'findingId', 'id'])
@Index('finding_plan_assessment_index', ['organisationId', 'assessmentId'])
@Index('finding_plan_pending', ['organisationId', 'findingId'], {
  unique: true,
  where: "(state = 'proposed'::text)",
})
export class FindingPlanEntity {
  declare readonly byDefault: 'id' | 'at' | 'state';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly findingId: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'text' })
  readonly plan: string;

  @Column({ type: 'date' })
  readonly doneBy: string;

  /** Who of the vendor proposed it. */
  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'text', default: 'proposed' })
  readonly state: PlanState;

  @Column({ type: 'text', nullable: true })
  readonly judgedBy: string | null;

  /** For the vendor, who reads it. */
  @Column({ type: 'text', nullable: true })
  readonly judgedNote: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly judgedAt: string | null;
}
