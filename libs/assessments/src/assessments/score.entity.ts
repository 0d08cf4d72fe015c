import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('score', { schema: 'app' })
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'score_assessment_fk',
})
export class ScoreEntity {
  declare readonly byDefault: 'computedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'integer', nullable: true })
  readonly ceHundredths: number | null;

  @Column({ type: 'bigint' })
  readonly numerator: number;

  @Column({ type: 'bigint' })
  readonly denominator: number;

  @Column({ type: 'jsonb' })
  readonly document: unknown;

  /** Of each formula that has scored the submission: what was scored before stays as it was. */
  @PrimaryColumn({ type: 'text' })
  readonly formulaVersion: string;

  /** The day on which a document lapses or a question falls due; null where none does. */
  @Column({ type: 'date', nullable: true })
  readonly changesOn: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly computedAt: string;
}
