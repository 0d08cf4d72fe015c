import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('assessment_progress', { schema: 'app' })
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'assessment_progress_assessment_fk',
})
@Index('assessment_progress_stale_index', ['staleSince'], { where: '(stale_since IS NOT NULL)' })
export class AssessmentProgressEntity {
  declare readonly byDefault: 'answered' | 'shown';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'integer', default: 0 })
  readonly answered: number;

  @Column({ type: 'integer', default: 0 })
  readonly shown: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly staleSince: string | null;
}
