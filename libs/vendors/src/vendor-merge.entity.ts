import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A vendor that was recorded twice, and the one that stays. */
@Entity('vendor_merge', { schema: 'app' })
@Check('vendor_merge_state_check', "(former_state = ANY (ARRAY['active'::text, 'archived'::text]))")
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'vendor_merge_vendor_fk',
})
@ForeignKey('VendorEntity', ['organisationId', 'intoVendorId'], ['organisationId', 'id'], {
  name: 'vendor_merge_into_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'vendor_merge_member_fk',
})
@Index('vendor_merge_vendor_index', ['organisationId', 'vendorId'])
@Index('vendor_merge_into_index', ['organisationId', 'intoVendorId'])
@Index('vendor_merge_member_index', ['organisationId', 'byMemberId'])
export class VendorMergeEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly vendorId: string;

  @Column({ type: 'uuid' })
  readonly intoVendorId: string;

  @Column({ type: 'text' })
  readonly formerState: 'active' | 'archived';

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'uuid', nullable: true })
  readonly byMemberId: string | null;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly undoneAt: string | null;
}
