import type { Said } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('finding', { schema: 'app' })
@Check(
  'finding_closed_because_check',
  "(closed_because = ANY (ARRAY['verified'::text, 'no-longer-holds'::text]))",
)
@Check(
  'finding_severity_check',
  "(severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text]))",
)
@Check('finding_source_check', "(source <> ALL (ARRAY[''::text]))")
@Check(
  'finding_state_check',
  "(state = ANY (ARRAY['proposed'::text, 'open'::text, 'rejected'::text, 'closed'::text]))",
)
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'finding_assessment_fk',
})
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'finding_contract_fk',
})
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'finding_engagement_fk',
})
@Unique('finding_occasion_key', ['organisationId', 'engagementId', 'occasion'])
@Index('finding_assessment_index', ['organisationId', 'assessmentId'])
@Index('finding_contract_index', ['organisationId', 'contractId'])
@Index('finding_open_index', ['organisationId', 'dueOn', 'engagementId', 'assessmentId', 'id'], {
  where: "(state = 'open'::text)",
})
@Index('finding_state_index', ['organisationId', 'state', 'dueOn'])
@Index('finding_search_index', { synchronize: false })
export class FindingEntity {
  declare readonly byDefault: 'id' | 'knockout' | 'state' | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  @Column({ type: 'uuid', nullable: true })
  readonly assessmentId: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly contractId: string | null;

  @Column({ type: 'text' })
  readonly source: string;

  @Column({ type: 'text' })
  readonly occasion: string;

  @Column({ type: 'text', nullable: true })
  readonly question: string | null;

  @Column({ type: 'text', nullable: true })
  readonly clause: string | null;

  @Column({ type: 'jsonb' })
  readonly title: Said;

  @Column({ type: 'jsonb' })
  readonly detail: Said;

  @Column({ type: 'text', nullable: true })
  readonly citation: string | null;

  /** What the answer earned when it was closed as verified, or since: ten-thousandths; null where nobody kept it. */
  @Column({ type: 'integer', nullable: true })
  readonly verifiedPoints: number | null;

  @Column({ type: 'text' })
  readonly severity: string;

  @Column({ type: 'integer' })
  readonly severityRank: number;

  @Column({ type: 'boolean', default: false })
  readonly knockout: boolean;

  @Column({ type: 'text', default: 'proposed' })
  readonly state: string;

  @Column({ type: 'date' })
  readonly dueOn: string;

  @Column({ type: 'text', nullable: true })
  readonly verdictBy: string | null;

  @Column({ type: 'text', nullable: true })
  readonly verdictNote: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly verdictAt: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly closedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly closedBecause: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;
}
