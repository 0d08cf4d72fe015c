import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How far the sealer has come: every line of a transaction below the mark is sealed. */
@Entity('audit_seal_state', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'audit_seal_state_organisation_fk',
})
export class AuditSealStateEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  /** Which database server counted the transactions: another one begins anew. */
  @Column({ type: 'text' })
  readonly cluster: string;

  @Column({ type: 'bigint' })
  readonly sealedBelow: number;
}
