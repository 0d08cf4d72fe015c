import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('vendor', { schema: 'app' })
@Check('vendor_state_check', "(state = ANY (ARRAY['active'::text, 'archived'::text, 'merged'::text]))")
@Check('vendor_archived_check', "((archived_at IS NULL) OR (state <> 'active'::text))")
@Check('vendor_merged_check', "((state = 'merged'::text) = (merged_into_id IS NOT NULL))")
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], { name: 'vendor_organisation_fk' })
@ForeignKey('VendorEntity', ['organisationId', 'mergedIntoId'], ['organisationId', 'id'], {
  name: 'vendor_merged_into_fk',
})
@Index('vendor_merged_into_index', ['organisationId', 'mergedIntoId'])
@Index('vendor_name_key_index', ['organisationId', 'nameKey'])
@Index('vendor_search_index', { synchronize: false })
export class VendorEntity {
  declare readonly byDefault: 'id' | 'state' | 'createdAt' | 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'text' })
  readonly nameKey: string;

  @Column({ type: 'text', nullable: true })
  readonly website: string | null;

  @Column({ type: 'text', nullable: true })
  readonly country: string | null;

  @Column({ type: 'text', nullable: true })
  readonly notes: string | null;

  @Column({ type: 'text', default: 'active' })
  readonly state: 'active' | 'archived' | 'merged';

  /** The one that stays, where this one was recorded twice. */
  @Column({ type: 'uuid', nullable: true })
  readonly mergedIntoId: string | null;

  /** Since when it is archived; null of every other, unless it was merged while it was. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly archivedAt: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;
}
