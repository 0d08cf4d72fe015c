import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('contact', { schema: 'app' })
@Check('contact_email_check', '(email = lower(email))')
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'contact_vendor_fk',
})
@Unique('contact_email_key', ['organisationId', 'vendorId', 'email'])
export class ContactEntity {
  declare readonly byDefault: 'id' | 'language' | 'active' | 'createdAt' | 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly vendorId: string;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'text' })
  readonly email: string;

  @Column({ type: 'text', nullable: true })
  readonly title: string | null;

  @Column({ type: 'text', default: 'en' })
  readonly language: string;

  @Column({ type: 'boolean', default: true })
  readonly active: boolean;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;
}
