import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What an organisation has stored in files, counted by triggers on `app.evidence` and `app.contract_document`. */
@Entity('evidence_total', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'evidence_total_organisation_fk',
})
export class EvidenceTotalEntity {
  declare readonly byDefault: 'files' | 'bytes';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @Column({ type: 'integer', default: 0 })
  readonly files: number;

  @Column({ type: 'bigint', default: 0 })
  readonly bytes: number;
}
