import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Of each invitation the newest code that was mailed, until it is used or too old. */
@Entity('invitation_code', { schema: 'app' })
@ForeignKey('InvitationEntity', ['organisationId', 'invitationId'], ['organisationId', 'id'], {
  name: 'invitation_code_invitation_fk',
})
export class InvitationCodeEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly invitationId: string;

  @Column({ type: 'bytea' })
  readonly codeHash: Buffer;

  /** By the database's own clock. */
  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;
}
