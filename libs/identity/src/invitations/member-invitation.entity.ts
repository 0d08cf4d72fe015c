import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('member_invitation', { schema: 'app' })
@Check('member_invitation_email_check', '(email = lower(email))')
@Check(
  'member_invitation_roles_check',
  "(roles <@ ARRAY['procurement'::text, 'reviewer'::text, 'risk'::text, 'admin'::text, 'auditor'::text])",
)
@Check(
  'member_invitation_state_check',
  "(state = ANY (ARRAY['open'::text, 'accepted'::text, 'withdrawn'::text]))",
)
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'member_invitation_organisation_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'leadId'], ['organisationId', 'id'], {
  name: 'member_invitation_lead_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'invitedBy'], ['organisationId', 'id'], {
  name: 'member_invitation_invited_by_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'member_invitation_member_fk',
})
@Index('member_invitation_open_index', ['organisationId', 'email'], {
  unique: true,
  where: "(state = 'open'::text)",
})
@Index('member_invitation_lead_index', ['organisationId', 'leadId'])
@Index('member_invitation_invited_by_index', ['organisationId', 'invitedBy'])
@Index('member_invitation_member_index', ['organisationId', 'memberId'])
export class MemberInvitationEntity {
  declare readonly byDefault: 'id' | 'invitedAt' | 'state';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly email: string;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'text', array: true })
  readonly roles: string[];

  @Column({ type: 'uuid', nullable: true })
  readonly leadId: string | null;

  /** Null where the operator invited, from the command line. */
  @Column({ type: 'uuid', nullable: true })
  readonly invitedBy: string | null;

  @Column({ type: 'text' })
  readonly invitedByName: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly invitedAt: string;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;

  @Column({ type: 'text', default: 'open' })
  readonly state: string;

  /** Who came of it. */
  @Column({ type: 'uuid', nullable: true })
  readonly memberId: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly settledAt: string | null;
}
