import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Two vendors that look alike and are two companies. */
@Entity('vendor_apart', { schema: 'app' })
@Check('vendor_apart_order_check', '(vendor_id < other_vendor_id)')
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'vendor_apart_vendor_fk',
})
@ForeignKey('VendorEntity', ['organisationId', 'otherVendorId'], ['organisationId', 'id'], {
  name: 'vendor_apart_other_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'vendor_apart_member_fk',
})
@Index('vendor_apart_vendor_index', ['organisationId', 'vendorId'])
@Index('vendor_apart_other_index', ['organisationId', 'otherVendorId'])
@Index('vendor_apart_member_index', ['organisationId', 'byMemberId'])
export class VendorApartEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly vendorId: string;

  @Column({ type: 'uuid' })
  readonly otherVendorId: string;

  /** By what they were alike then, as digests. */
  @Column({ type: 'bytea', array: true })
  readonly grounds: Buffer[];

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'uuid', nullable: true })
  readonly byMemberId: string | null;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly undoneAt: string | null;
}
