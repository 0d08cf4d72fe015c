import type { Words } from '@countersign/wire';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('data_job', { schema: 'app' })
@Check('data_job_kind_check', "(kind ~ '^[a-z]+(-[a-z]+)*$'::text)")
@Check('data_job_progress_check', '((progress >= 0) AND (progress <= 100))')
@Check(
  'data_job_state_check',
  "(state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))",
)
@Check('data_job_subject_check', '((subject_kind IS NULL) = (subject_id IS NULL))')
@Check('data_job_subject_kind_check', "(subject_kind ~ '^[a-z]+(-[a-z]+)*$'::text)")
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'data_job_organisation_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'requestedBy'], ['organisationId', 'id'], {
  name: 'data_job_requested_by_fk',
})
@Index('data_job_requested_index', ['organisationId', 'requestedAt'])
@Index('data_job_requested_by_index', ['organisationId', 'requestedBy'])
@Index('data_job_waiting_index', ['requestedAt'], {
  where: "(state = ANY (ARRAY['waiting'::text, 'running'::text]))",
})
/** A job of whatever kind; the table is named for the first of them. */
export class JobEntity {
  declare readonly byDefault: 'id' | 'state' | 'requestedAt' | 'attempts' | 'progress' | 'removing';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly kind: string;

  @Column({ type: 'text', default: 'waiting' })
  readonly state: string;

  @Column({ type: 'uuid', nullable: true })
  readonly requestedBy: string | null;

  @Column({ type: 'text' })
  readonly requestedByName: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly requestedAt: string;

  @Column({ type: 'text', nullable: true })
  readonly reason: string | null;

  @Column({ type: 'text', nullable: true })
  readonly subjectKind: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly subjectId: string | null;

  @Column({ type: 'text', nullable: true })
  readonly subject: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly leaseUntil: string | null;

  @Column({ type: 'integer', default: 0 })
  readonly attempts: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly finishedAt: string | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly result: Words | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly problem: Words | null;

  @Column({ type: 'text', nullable: true })
  readonly storageKey: string | null;

  @Column({ type: 'bigint', nullable: true })
  readonly fileSize: number | null;

  @Column({ type: 'text', nullable: true })
  readonly fileSha256: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly fileAvailableUntil: string | null;

  @Column({ type: 'text', array: true, default: '{}' })
  readonly removing: string[];

  /** Of a hundred; a hundred when it is done. */
  @Column({ type: 'integer', default: 0 })
  readonly progress: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly cancelAskedAt: string | null;
}
