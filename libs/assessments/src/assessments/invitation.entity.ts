import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('invitation', { schema: 'app' })
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'invitation_assessment_fk',
})
@ForeignKey('ContactEntity', ['organisationId', 'contactId'], ['organisationId', 'id'], {
  name: 'invitation_contact_fk',
})
@Unique('invitation_contact_key', ['organisationId', 'assessmentId', 'contactId'])
export class InvitationEntity {
  declare readonly byDefault: 'id' | 'createdAt' | 'handedOver';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'uuid' })
  readonly contactId: string;

  @Column({ type: 'text', array: true, nullable: true })
  readonly sections: string[] | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly revokedAt: string | null;

  /** Links that were mailed before went to a former address. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly linksSince: string | null;

  /** Somebody else answers in the contact's place. */
  @Column({ type: 'boolean', default: false })
  readonly handedOver: boolean;
}
