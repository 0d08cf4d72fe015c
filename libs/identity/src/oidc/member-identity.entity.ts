import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('member_identity', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'member_identity_member_fk',
})
@Index('member_identity_member_index', ['organisationId', 'memberId', 'issuer'], { unique: true })
export class MemberIdentityEntity {
  declare readonly byDefault: 'linkedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly issuer: string;

  @PrimaryColumn({ type: 'text' })
  readonly subject: string;

  @Column({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly linkedAt: string;
}
