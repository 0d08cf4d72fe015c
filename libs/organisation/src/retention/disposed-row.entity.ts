import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The digest of a sealed line that is gone for good: what keeps the chain whole where a row is missing. */
@Entity('disposed_row', { schema: 'app' })
@Check('disposed_row_source_check', "(source = 'answer'::text)")
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'disposed_row_organisation_fk',
})
export class DisposedRowEntity {
  declare readonly byDefault: 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly source: string;

  @PrimaryColumn({ type: 'text' })
  readonly rowId: string;

  @Column({ type: 'bytea' })
  readonly digest: Buffer;

  @Column({ type: 'uuid' })
  readonly erasureId: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly at: string;
}
