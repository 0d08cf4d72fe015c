import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('recovery_code', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'recovery_code_member_fk',
})
export class RecoveryCodeEntity {
  declare readonly byDefault: 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly memberId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly codeHash: Buffer;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly usedAt: string | null;
}
