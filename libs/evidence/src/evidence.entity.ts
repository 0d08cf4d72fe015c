import type { UnopenedReason } from '@countersign/limits';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('evidence', { schema: 'app' })
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'evidence_assessment_fk',
})
@ForeignKey('ContactEntity', ['organisationId', 'uploadedByContactId'], ['organisationId', 'id'], {
  name: 'evidence_contact_fk',
})
@ForeignKey('ContactEntity', ['organisationId', 'withdrawnByContactId'], ['organisationId', 'id'], {
  name: 'evidence_withdrawing_contact_fk',
})
@Check(
  'evidence_unopened_check',
  `unopened in ('macros', 'mail', 'archive', 'signed', 'password', 'markup', 'unlisted')`,
)
@Check('evidence_verification_check', 'verification >= 0')
@Index('evidence_withdrawing_contact_index', ['organisationId', 'withdrawnByContactId'])
@Index('evidence_assessment_index', ['organisationId', 'assessmentId'])
@Index('evidence_contact_index', ['organisationId', 'uploadedByContactId'])
export class EvidenceEntity {
  declare readonly byDefault: 'id' | 'uploadedAt' | 'verified' | 'verification';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly assessmentId: string;

  @Column({ type: 'text', nullable: true })
  readonly question: string | null;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'bigint' })
  readonly size: number;

  @Column({ type: 'text' })
  readonly mediaType: string;

  /** Why it is never opened; null where there is no reason of its own. */
  @Column({ type: 'text', nullable: true })
  readonly unopened: UnopenedReason | null;

  @Column({ type: 'text' })
  readonly sha256: string;

  @Column({ type: 'text' })
  readonly storageKey: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly uploadedAt: string;

  @Column({ type: 'uuid' })
  readonly uploadedByContactId: string;

  @Column({ type: 'text' })
  readonly uploadedBy: string;

  @Column({ type: 'boolean', default: false })
  readonly verified: boolean;

  /** Who said last whether it is. */
  @Column({ type: 'text', nullable: true })
  readonly verifiedBy: string | null;

  /** Null where nobody kept it. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly verifiedAt: string | null;

  /** How often somebody has said whether it is. */
  @Column({ type: 'integer', default: 0 })
  readonly verification: number;

  /** The revision of the answer that it was verified to show; null where nobody kept it. */
  @Column({ type: 'integer', nullable: true })
  readonly verifiedRevision: number | null;

  @Column({ type: 'date', nullable: true })
  readonly expiresOn: string | null;

  /** The submission it was last part of. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly submittedAt: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnBy: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly withdrawnByContactId: string | null;
}
