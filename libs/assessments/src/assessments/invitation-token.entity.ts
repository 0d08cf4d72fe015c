import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('invitation_token', { schema: 'app' })
@ForeignKey('InvitationEntity', ['organisationId', 'invitationId'], ['organisationId', 'id'], {
  name: 'invitation_token_invitation_fk',
})
@Index('invitation_token_invitation_index', ['organisationId', 'invitationId'])
@Index('invitation_token_token_index', ['tokenHash'], { unique: true })
export class InvitationTokenEntity {
  declare readonly byDefault: 'mintedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly tokenHash: Buffer;

  @Column({ type: 'uuid' })
  readonly invitationId: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly mintedAt: string;
}
