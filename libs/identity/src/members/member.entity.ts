import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('member', { schema: 'app' })
@Check('member_email_check', '(email = lower(email))')
@Check(
  'member_roles_check',
  "(roles <@ ARRAY['procurement'::text, 'reviewer'::text, 'risk'::text, 'admin'::text, 'auditor'::text])",
)
@Check('member_revision_check', '(revision > 0)')
@ForeignKey('MemberEntity', ['organisationId', 'leadId'], ['organisationId', 'id'], {
  name: 'member_lead_fk',
})
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], { name: 'member_organisation_fk' })
@Unique('member_email_key', ['organisationId', 'email'])
@Index('member_lead_index', ['organisationId', 'leadId'])
export class MemberEntity {
  declare readonly byDefault: 'id' | 'roles' | 'language' | 'active' | 'createdAt' | 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'text' })
  readonly email: string;

  @Column({ type: 'text', nullable: true })
  readonly passwordHash: string | null;

  @Column({ type: 'text', array: true, default: '{}' })
  readonly roles: string[];

  @Column({ type: 'uuid', nullable: true })
  readonly leadId: string | null;

  @Column({ type: 'text', default: 'en' })
  readonly language: string;

  @Column({ type: 'boolean', default: true })
  readonly active: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly passwordChangedAt: string | null;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;
}
