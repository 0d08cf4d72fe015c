import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('sign_in_attempt', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'sign_in_attempt_organisation_fk',
})
export class SignInAttemptEntity {
  declare readonly byDefault: 'device' | 'failures';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly address: string;

  /** Empty for strangers: a known device has a counter of its own. */
  @PrimaryColumn({ type: 'text', default: '' })
  readonly device: string;

  @Column({ type: 'integer', default: 0 })
  readonly failures: number;

  @Column({ type: 'timestamptz' })
  readonly lastFailedAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly blockedUntil: string | null;
}
