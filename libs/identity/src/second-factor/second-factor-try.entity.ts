import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('second_factor_try', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'second_factor_try_member_fk',
})
export class SecondFactorTryEntity {
  declare readonly byDefault: 'failures';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'integer', default: 0 })
  readonly failures: number;

  @Column({ type: 'timestamptz' })
  readonly lastFailedAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly blockedUntil: string | null;
}
