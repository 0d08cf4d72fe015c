import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Of an answer that was taken over: the answer of another assessment that it was, then. */
@Entity('answer_source', { schema: 'app' })
@ForeignKey(
  'AnswerRevisionEntity',
  ['organisationId', 'assessmentId', 'question', 'revision'],
  ['organisationId', 'assessmentId', 'question', 'revision'],
  { name: 'answer_source_revision_fk' },
)
@ForeignKey(
  'AnswerRevisionEntity',
  ['organisationId', 'fromAssessmentId', 'question', 'fromRevision'],
  ['organisationId', 'assessmentId', 'question', 'revision'],
  { name: 'answer_source_from_fk' },
)
@Index('answer_source_from_index', ['organisationId', 'fromAssessmentId', 'question', 'fromRevision'])
export class AnswerSourceEntity {
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

  @Column({ type: 'uuid' })
  readonly fromAssessmentId: string;

  @Column({ type: 'integer' })
  readonly fromRevision: number;
}
