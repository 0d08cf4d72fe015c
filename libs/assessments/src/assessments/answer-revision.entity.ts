import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('answer_revision', { schema: 'app' })
@Check('answer_revision_revision_check', '(revision > 0)')
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'answer_revision_assessment_fk',
})
@Index('answer_revision_erasure_index', ['organisationId', 'erasureId'], {
  where: '(erasure_id IS NOT NULL)',
})
@Index('answer_revision_transaction_index', ['organisationId', 'transactionId'])
export class AnswerRevisionEntity {
  declare readonly byDefault: 'at' | 'transactionId' | 'whoSalt' | 'whatSalt';

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

  /** The database's own number of the transaction that wrote the row: the sealer goes by it. */
  @Column({ type: 'bigint', default: () => 'app.current_transaction()' })
  readonly transactionId: number;

  /** Null once the part is erased; the digest then keeps what it was. */
  @Column({ type: 'bytea', nullable: true, default: () => 'uuid_send(gen_random_uuid())' })
  readonly whoSalt: Buffer | null;

  @Column({ type: 'bytea', nullable: true, default: () => 'uuid_send(gen_random_uuid())' })
  readonly whatSalt: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  readonly whoDigest: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  readonly whatDigest: Buffer | null;

  /** The line of the trail that tells of the erasure. */
  @Column({ type: 'uuid', nullable: true })
  readonly erasureId: string | null;
}
