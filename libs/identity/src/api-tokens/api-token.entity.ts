import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('api_token', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'api_token_member_fk',
})
@Index('api_token_token_index', ['tokenHash'], { unique: true })
@Index('api_token_member_index', ['organisationId', 'memberId'])
export class ApiTokenEntity {
  declare readonly byDefault: 'id' | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'text', array: true })
  readonly scopes: string[];

  @Column({ type: 'bytea' })
  readonly tokenHash: Buffer;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly lastUsedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly lastUsedFrom: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly revokedAt: string | null;
}
