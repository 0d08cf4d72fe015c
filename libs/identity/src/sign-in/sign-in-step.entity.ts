import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('sign_in_step', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'sign_in_step_member_fk',
})
@Index('sign_in_step_member_index', ['organisationId', 'memberId'])
@Index('sign_in_step_token_index', ['tokenHash'], { unique: true })
export class SignInStepEntity {
  declare readonly byDefault: 'tries' | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly tokenHash: Buffer;

  @Column({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'integer', default: 0 })
  readonly tries: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;
}
