import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a member found in a public document; a row without words withdraws what was said before. */
@Entity('public_answer', { schema: 'app' })
@Check('public_answer_revision_check', '(revision > 0)')
@Check(
  'public_answer_source_check',
  'num_nonnulls(says, source_title, source_address, seen_on) = 4 or num_nonnulls(choice, says, source_title, source_address, seen_on) = 0 and reason is not null',
)
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'public_answer_assessment_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'public_answer_member_fk',
})
@Index('public_answer_member_index', ['organisationId', 'byMemberId'])
export class PublicAnswerEntity {
  declare readonly byDefault: 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @PrimaryColumn({ type: 'text' })
  readonly question: string;

  @PrimaryColumn({ type: 'integer' })
  readonly revision: number;

  /** One of the question's options, where it has some and the document says which. */
  @Column({ type: 'text', nullable: true })
  readonly choice: string | null;

  @Column({ type: 'text', nullable: true })
  readonly says: string | null;

  @Column({ type: 'text', nullable: true })
  readonly sourceTitle: string | null;

  @Column({ type: 'text', nullable: true })
  readonly sourceAddress: string | null;

  @Column({ type: 'date', nullable: true })
  readonly seenOn: string | null;

  /** Why it was corrected or withdrawn. */
  @Column({ type: 'text', nullable: true })
  readonly reason: string | null;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
