import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('answer_revision', { schema: 'app' })
@Check('answer_revision_revision_check', '(revision > 0)')
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'answer_revision_assessment_fk',
})
export class AnswerRevisionEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @PrimaryColumn({ type: 'text' })
  readonly question: string;

  @PrimaryColumn({ type: 'integer' })
  readonly revision: number;

  @Column({ type: 'text' })
  readonly section: string;

  @Column({ type: 'jsonb' })
  readonly value: unknown;

  @Column({ type: 'uuid' })
  readonly byContactId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'text', nullable: true })
  readonly fromWhere: string | null;
}
