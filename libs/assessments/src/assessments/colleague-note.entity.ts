import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a vendor's staff write to each other beside a question; no member's transaction and no job reads it. */
@Entity('colleague_note', { schema: 'app' })
@Check('colleague_note_revision_check', '(revision > 0)')
@Check(
  'colleague_note_text_check',
  "((length(text) <= 4000) AND ((withdrawn_at IS NULL) OR (text = ''::text)))",
)
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'colleague_note_assessment_fk',
})
@ForeignKey('ContactEntity', ['organisationId', 'byContactId'], ['organisationId', 'id'], {
  name: 'colleague_note_contact_fk',
})
@Index('colleague_note_assessment_index', ['organisationId', 'assessmentId'])
@Index('colleague_note_contact_index', ['organisationId', 'byContactId'])
export class ColleagueNoteEntity {
  declare readonly byDefault: 'id' | 'at' | 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'text' })
  readonly question: string;

  @Column({ type: 'text' })
  readonly section: string;

  /** Empty once withdrawn. */
  @Column({ type: 'text' })
  readonly text: string;

  @Column({ type: 'uuid' })
  readonly byContactId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly editedAt: string | null;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;
}
