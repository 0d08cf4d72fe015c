import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('member_link', { schema: 'app' })
@Check('member_link_purpose_check', "(purpose = ANY (ARRAY['password-reset'::text, 'invitation'::text]))")
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'member_link_organisation_fk',
})
@Index('member_link_subject_index', ['organisationId', 'subjectId'])
@Index('member_link_token_index', ['tokenHash'], { unique: true })
export class MemberLinkEntity {
  declare readonly byDefault: 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly tokenHash: Buffer;

  @Column({ type: 'text' })
  readonly purpose: string;

  @Column({ type: 'uuid' })
  readonly subjectId: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly usedAt: string | null;
}
