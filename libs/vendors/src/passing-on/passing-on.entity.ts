import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** `over`: its contact is asked no more, and nobody has decided. */
export type PassingOnState = 'waiting' | 'passed' | 'refused' | 'over';

/** That a contact is not the right person, and who is. */
@Entity('passing_on', { schema: 'app' })
@Check(
  'passing_on_state_check',
  "(state = ANY (ARRAY['waiting'::text, 'passed'::text, 'refused'::text, 'over'::text]))",
)
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'passing_on_assessment_fk',
})
@ForeignKey('InvitationEntity', ['organisationId', 'invitationId'], ['organisationId', 'id'], {
  name: 'passing_on_invitation_fk',
})
@Index('passing_on_assessment_index', ['organisationId', 'assessmentId'])
@Index('passing_on_invitation_index', ['organisationId', 'invitationId'])
@Index('passing_on_waiting_index', ['organisationId', 'assessmentId'], {
  unique: true,
  where: "(state = 'waiting'::text)",
})
export class PassingOnEntity {
  declare readonly byDefault: 'id' | 'askedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  /** Of the contact who passes it on. */
  @Column({ type: 'uuid' })
  readonly invitationId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'text' })
  readonly toName: string;

  @Column({ type: 'text' })
  readonly toEmail: string;

  @Column({ type: 'text', nullable: true })
  readonly note: string | null;

  @Column({ type: 'text' })
  readonly state: PassingOnState;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly askedAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly decidedAt: string | null;

  /** Null where nobody had to agree. */
  @Column({ type: 'text', nullable: true })
  readonly decidedBy: string | null;

  @Column({ type: 'text', nullable: true })
  readonly decidedBecause: string | null;
}
