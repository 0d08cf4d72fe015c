import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('member_session', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'member_session_member_fk',
})
@Unique('member_session_id_key', ['organisationId', 'id'])
@Index('member_session_member_index', ['organisationId', 'memberId'])
@Index('member_session_token_index', ['tokenHash'], { unique: true })
export class MemberSessionEntity {
  declare readonly byDefault: 'createdAt' | 'lastSeenAt' | 'id' | 'confirmedAt' | 'secondFactor';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly tokenHash: Buffer;

  @Column({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly lastSeenAt: string;

  @Column({ type: 'timestamptz' })
  readonly idleUntil: string;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;

  @Column({ type: 'text', nullable: true })
  readonly userAgent: string | null;

  @Column({ type: 'text', nullable: true })
  readonly fromWhere: string | null;

  @Column({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly confirmedAt: string;

  @Column({ type: 'boolean', default: false })
  readonly secondFactor: boolean;
}
