import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('respondent_grant', { schema: 'app' })
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'respondent_grant_assessment_fk',
})
@ForeignKey('InvitationEntity', ['organisationId', 'invitationId'], ['organisationId', 'id'], {
  name: 'respondent_grant_invitation_fk',
})
@Index('respondent_grant_assessment_index', ['organisationId', 'assessmentId'])
@Index('respondent_grant_invitation_index', ['organisationId', 'invitationId'])
@Index('respondent_grant_session_index', ['sessionHash', 'assessmentId'])
export class RespondentGrantEntity {
  declare readonly byDefault: 'createdAt' | 'language' | 'lastSeenAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly sessionHash: Buffer;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'uuid' })
  readonly invitationId: string;

  @Column({ type: 'uuid' })
  readonly contactId: string;

  @Column({ type: 'text' })
  readonly contactName: string;

  @Column({ type: 'text', array: true, nullable: true })
  readonly sections: string[] | null;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  /** Of the browser that holds it, to the minute. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly lastSeenAt: string;

  /** When a code to the invited address was given in this session; null where none was asked for. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly provedAt: string | null;

  /** Of the contact. */
  @Column({ type: 'text', default: 'en' })
  readonly language: string;
}
