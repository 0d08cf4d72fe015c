import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type DelegationState = 'waiting' | 'delegated' | 'refused' | 'taken-back';

/** That a colleague is asked for a part of a questionnaire. Who has access at present is said by the invitations. */
@Entity('delegation', { schema: 'app' })
@Check(
  'delegation_state_check',
  "(state = ANY (ARRAY['waiting'::text, 'delegated'::text, 'refused'::text, 'taken-back'::text]))",
)
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'delegation_assessment_fk',
})
@ForeignKey('InvitationEntity', ['organisationId', 'invitationId'], ['organisationId', 'id'], {
  name: 'delegation_invitation_fk',
})
@Index('delegation_assessment_index', ['organisationId', 'assessmentId'])
@Index('delegation_invitation_index', ['organisationId', 'invitationId'])
@Index('delegation_waiting_index', ['organisationId', 'assessmentId', 'toEmail'], {
  unique: true,
  where: "(state = 'waiting'::text)",
})
export class DelegationEntity {
  declare readonly byDefault: 'id' | 'askedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  /** Of the colleague; null until there is one. */
  @Column({ type: 'uuid', nullable: true })
  readonly invitationId: string | null;

  /** Questions, as `#id`. */
  @Column({ type: 'text', array: true })
  readonly sections: string[];

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'text' })
  readonly toName: string;

  @Column({ type: 'text' })
  readonly toEmail: string;

  @Column({ type: 'text', nullable: true })
  readonly note: string | null;

  @Column({ type: 'text' })
  readonly state: DelegationState;

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
