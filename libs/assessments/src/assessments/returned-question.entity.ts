import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A question that went back to the vendor, or that the vendor opened beside those. */
@Entity('returned_question', { schema: 'app' })
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'returned_question_assessment_fk',
})
@Check('returned_question_kept_revision_check', 'kept_revision >= 0')
export class ReturnedQuestionEntity {
  declare readonly byDefault: 'keptRevision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  /** As many times as it was returned. */
  @PrimaryColumn({ type: 'integer' })
  readonly round: number;

  @PrimaryColumn({ type: 'text' })
  readonly question: string;

  @Column({ type: 'text' })
  readonly section: string;

  /** Of the answer that was there; 0 is a question without one. */
  @Column({ type: 'integer' })
  readonly revision: number;

  /** As the reviewer wrote it; null of an attestation, and of what the vendor opened. */
  @Column({ type: 'text', nullable: true })
  readonly note: string | null;

  @Column({ type: 'text', nullable: true })
  readonly byName: string | null;

  /** Who opened it at the vendor; null where it was returned. */
  @Column({ type: 'text', nullable: true })
  readonly openedBy: string | null;

  /** Why the vendor stands by its answer. */
  @Column({ type: 'text', nullable: true })
  readonly keptBecause: string | null;

  @Column({ type: 'text', nullable: true })
  readonly keptBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly keptAt: string | null;

  /** How often somebody of the vendor has given or taken back a reason. */
  @Column({ type: 'integer', default: 0 })
  readonly keptRevision: number;
}
