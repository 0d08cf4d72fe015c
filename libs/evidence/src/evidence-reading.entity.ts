import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a reviewer has read in a document. */
@Entity('evidence_reading', { schema: 'app' })
@Check('evidence_reading_period_check', '(period_from <= period_to)')
@ForeignKey('EvidenceEntity', ['organisationId', 'evidenceId'], ['organisationId', 'id'], {
  name: 'evidence_reading_evidence_fk',
  onDelete: 'CASCADE',
})
export class EvidenceReadingEntity {
  declare readonly byDefault: 'alsoShows';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly evidenceId: string;

  @Column({ type: 'text', nullable: true })
  readonly issuedBy: string | null;

  @Column({ type: 'date', nullable: true })
  readonly periodFrom: string | null;

  @Column({ type: 'date', nullable: true })
  readonly periodTo: string | null;

  @Column({ type: 'text', nullable: true })
  readonly note: string | null;

  /** By question of the same assessment the revision of its answer that the document shows. */
  @Column({ type: 'jsonb', default: {} })
  readonly alsoShows: Readonly<Record<string, number>>;
}
