import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a review concludes, or why it was called off: never a respondent's to read. */
@Entity('assessment_outcome', { schema: 'app' })
@Check(
  'assessment_outcome_recommendation_check',
  "(recommendation = ANY (ARRAY['approve'::text, 'approve-with-conditions'::text, 'reject'::text]))",
)
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'assessment_outcome_assessment_fk',
})
export class AssessmentOutcomeEntity {
  declare readonly byDefault: 'noQuestionsLeft';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'text', nullable: true })
  readonly recommendation: string | null;

  @Column({ type: 'text', nullable: true })
  readonly summary: string | null;

  @Column({ type: 'text', nullable: true })
  readonly cancelledReason: string | null;

  /** A follow-up that ended by itself, since a later intake asks none of its questions. */
  @Column({ type: 'boolean', default: false })
  readonly noQuestionsLeft: boolean;

  /** What the vendor was told beside it. */
  @Column({ type: 'text', nullable: true })
  readonly cancelledMessage: string | null;

  /** To which it can be brought back. */
  @Column({ type: 'text', nullable: true })
  readonly cancelledFrom: string | null;
}
