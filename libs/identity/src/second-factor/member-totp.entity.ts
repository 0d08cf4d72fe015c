import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('member_totp', { schema: 'app' })
@Check('member_totp_lost_check', '((secret_sealed IS NULL) = (lost_at IS NOT NULL))')
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'member_totp_member_fk',
})
export class MemberTotpEntity {
  declare readonly byDefault: 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly memberId: string;

  /** Null once the key that sealed it is lost: a code is still asked for, and none is right. */
  @Column({ type: 'text', nullable: true })
  readonly secretSealed: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly lostAt: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  /** Null until a first code has shown that the app holds the secret. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly confirmedAt: string | null;

  /** The latest time step whose code was taken: it and earlier ones are refused. */
  @Column({ type: 'bigint', nullable: true })
  readonly lastStep: number | null;
}
