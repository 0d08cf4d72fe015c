import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('suppressed_address', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'suppressed_address_organisation_fk',
})
export class SuppressedAddressEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly address: string;

  @Column({ type: 'text' })
  readonly reason: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
