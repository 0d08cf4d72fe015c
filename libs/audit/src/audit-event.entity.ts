import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('audit_event', { schema: 'app' })
@Check(
  'audit_event_actor_check',
  "(actor_kind = ANY (ARRAY['member'::text, 'respondent'::text, 'job'::text, 'visitor'::text]))",
)
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'audit_event_organisation_fk',
})
@Index('audit_event_actor_index', ['organisationId', 'actorId', 'at', 'id'])
@Index('audit_event_at_index', ['organisationId', 'at', 'id'])
@Index('audit_event_erasure_index', ['organisationId', 'erasureId'], { where: '(erasure_id IS NOT NULL)' })
@Index('audit_event_object_index', ['organisationId', 'objectKind', 'objectId', 'id'])
@Index('audit_event_transaction_index', ['organisationId', 'transactionId', 'id'])
@Index('audit_event_what_index', ['organisationId', 'what', 'at', 'id'])
export class AuditEventEntity {
  declare readonly byDefault: 'id' | 'at' | 'businessAt' | 'transactionId' | 'whoSalt' | 'whatSalt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  readonly at: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly businessAt: string;

  @Column({ type: 'text' })
  readonly actorKind: string;

  @Column({ type: 'uuid', nullable: true })
  readonly actorId: string | null;

  @Column({ type: 'text' })
  readonly actorName: string;

  @Column({ type: 'text' })
  readonly what: string;

  @Column({ type: 'text' })
  readonly objectKind: string;

  @Column({ type: 'uuid', nullable: true })
  readonly objectId: string | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly before: Readonly<Record<string, unknown>> | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly after: Readonly<Record<string, unknown>> | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly detail: Readonly<Record<string, unknown>> | null;

  @Column({ type: 'text', nullable: true })
  readonly fromWhere: string | null;

  /** The database's own number of the transaction that wrote the row: the sealer goes by it. */
  @Column({ type: 'bigint', default: () => 'app.current_transaction()' })
  readonly transactionId: number;

  /** Null once the part is erased; the digest then keeps what it was. */
  @Column({ type: 'bytea', nullable: true, default: () => 'uuid_send(gen_random_uuid())' })
  readonly whoSalt: Buffer | null;

  @Column({ type: 'bytea', nullable: true, default: () => 'uuid_send(gen_random_uuid())' })
  readonly whatSalt: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  readonly whoDigest: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  readonly whatDigest: Buffer | null;

  /** The line of the trail that tells of the erasure. */
  @Column({ type: 'uuid', nullable: true })
  readonly erasureId: string | null;
}
