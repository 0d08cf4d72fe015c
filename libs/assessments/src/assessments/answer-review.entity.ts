import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('answer_review', { schema: 'app' })
@Check(
  'answer_review_verdict_check',
  "(verdict = ANY (ARRAY['accepted'::text, 'clarify'::text, 'rejected'::text]))",
)
@Check('answer_review_judged_check', '(judged > 0)')
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'answer_review_assessment_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'answer_review_member_fk',
})
@Index('answer_review_member_index', ['organisationId', 'byMemberId'])
export class AnswerReviewEntity {
  declare readonly byDefault: 'at' | 'judged';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @PrimaryColumn({ type: 'text' })
  readonly question: string;

  /** Of the answer that was judged; 0 is a question left without one. */
  @Column({ type: 'integer' })
  readonly revision: number;

  /** Null where it was taken back. */
  @Column({ type: 'text', nullable: true })
  readonly verdict: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly points: number | null;

  @Column({ type: 'text', nullable: true })
  readonly note: string | null;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  /** How often it was judged: of two reviewers the second saw another number. */
  @Column({ type: 'integer', default: 1 })
  readonly judged: number;
}
