import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('passkey', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'passkey_member_fk',
})
@Unique('passkey_credential_key', ['organisationId', 'credentialId'])
@Index('passkey_member_index', ['organisationId', 'memberId'])
export class PasskeyEntity {
  declare readonly byDefault: 'id' | 'transports' | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'bytea' })
  readonly credentialId: Buffer;

  /** COSE key, as the authenticator gave it. */
  @Column({ type: 'bytea' })
  readonly publicKey: Buffer;

  /** How often the authenticator says it signed; 0 for those that do not count. */
  @Column({ type: 'bigint' })
  readonly counter: number;

  @Column({ type: 'text', array: true, default: '{}' })
  readonly transports: string[];

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'boolean' })
  readonly backedUp: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly lastUsedAt: string | null;
}
