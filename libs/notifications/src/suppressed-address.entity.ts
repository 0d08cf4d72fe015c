import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('suppressed_address', { schema: 'app' })
@Unique('suppressed_address_id_key', ['organisationId', 'id'])
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'suppressed_address_organisation_fk',
})
export class SuppressedAddressEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly address: string;

  @Column({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly reason: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
