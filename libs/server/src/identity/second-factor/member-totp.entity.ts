import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('member_totp', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'member_totp_member_fk',
})
export class MemberTotpEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'text' })
  readonly secretSealed: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  /** Null until a first code has shown that the app holds the secret. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly confirmedAt: string | null;

  /** The latest time step whose code was taken: it and earlier ones are refused. */
  @Column({ type: 'bigint', nullable: true })
  readonly lastStep: string | null;
}
