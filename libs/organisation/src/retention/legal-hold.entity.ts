import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('legal_hold', { schema: 'app' })
@Check('legal_hold_ended_check', '((ended_at IS NULL) = (ended_reason IS NULL))')
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'legal_hold_organisation_fk',
})
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'legal_hold_vendor_fk',
})
@Index('legal_hold_vendor_index', ['organisationId', 'vendorId'])
export class LegalHoldEntity {
  declare readonly byDefault: 'id' | 'since';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid', nullable: true })
  readonly vendorId: string | null;

  @Column({ type: 'text' })
  readonly reason: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly since: string;

  @Column({ type: 'date', nullable: true })
  readonly lastDay: string | null;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly endedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly endedReason: string | null;

  @Column({ type: 'text', nullable: true })
  readonly endedBy: string | null;
}
