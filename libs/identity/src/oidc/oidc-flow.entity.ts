import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('oidc_flow', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'oidc_flow_organisation_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'oidc_flow_member_fk',
})
@Index('oidc_flow_browser_index', ['browserHash'], { unique: true })
@Index('oidc_flow_member_index', ['organisationId', 'memberId'])
@Index('oidc_flow_expiry_index', ['organisationId', 'expiresAt'])
export class OidcFlowEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'bytea' })
  readonly browserHash: Buffer;

  @Column({ type: 'bytea' })
  readonly stateHash: Buffer;

  @Column({ type: 'text' })
  readonly issuer: string;

  @Column({ type: 'text' })
  readonly nonce: string;

  @Column({ type: 'text' })
  readonly codeVerifier: string;

  @Column({ type: 'text' })
  readonly returnTo: string;

  @Column({ type: 'uuid', nullable: true })
  readonly memberId: string | null;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;
}
