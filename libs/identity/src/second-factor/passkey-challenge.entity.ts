import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('passkey_challenge', { schema: 'app' })
@Check(
  'passkey_challenge_purpose_check',
  "(purpose = ANY (ARRAY['registration'::text, 'second-factor'::text, 'sign-in'::text]))",
)
@Check('passkey_challenge_holder_check', "((purpose = 'sign-in'::text) = (member_id IS NULL))")
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'passkey_challenge_member_fk',
})
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'passkey_challenge_organisation_fk',
})
@Index('passkey_challenge_member_index', ['organisationId', 'memberId'])
@Index('passkey_challenge_expiry_index', ['organisationId', 'expiresAt'])
export class PasskeyChallengeEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly challengeHash: Buffer;

  @Column({ type: 'text' })
  readonly purpose: string;

  /** Null where nobody is known yet: a passkey as the only step. */
  @Column({ type: 'uuid', nullable: true })
  readonly memberId: string | null;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;
}
