import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('audit_event', { schema: 'app' })
@Check(
  'audit_event_actor_check',
  "(actor_kind = ANY (ARRAY['member'::text, 'respondent'::text, 'job'::text, 'visitor'::text]))",
)
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'audit_event_organisation_fk',
})
@Index('audit_event_object_index', ['organisationId', 'objectKind', 'objectId', 'id'])
export class AuditEventEntity {
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
  readonly before: unknown | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly after: unknown | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly detail: unknown | null;

  @Column({ type: 'text', nullable: true })
  readonly fromWhere: string | null;
}
