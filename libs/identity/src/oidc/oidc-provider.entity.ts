import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('oidc_provider', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'oidc_provider_organisation_fk',
})
export class OidcProviderEntity {
  declare readonly byDefault: 'roleMapping' | 'enabled' | 'changedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @Column({ type: 'text' })
  readonly issuer: string;

  @Column({ type: 'text' })
  readonly clientId: string;

  @Column({ type: 'text', nullable: true })
  readonly clientSecretSealed: string | null;

  /** Null where there is none, and for those that were set before this was written down. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly clientSecretSetAt: string | null;

  @Column({ type: 'text' })
  readonly label: string;

  @Column({ type: 'text', nullable: true })
  readonly roleClaim: string | null;

  @Column({ type: 'jsonb', default: '[]' })
  readonly roleMapping: unknown;

  @Column({ type: 'boolean', default: false })
  readonly enabled: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly changedAt: string;
}
