import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What an organisation has set itself; null, and no row at all: as shipped. */
@Entity('organisation_limit', { schema: 'app' })
@Check(
  'organisation_limit_positive_check',
  '((files_per_assessment > 0) AND (bytes_per_assessment > 0) AND (bytes_of_organisation > 0) AND (saves_per_minute > 0) AND (mails_by_hand_per_hour > 0))',
)
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'organisation_limit_organisation_fk',
})
export class OrganisationLimitEntity {
  declare readonly byDefault: 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @Column({ type: 'integer', nullable: true })
  readonly filesPerAssessment: number | null;

  @Column({ type: 'bigint', nullable: true })
  readonly bytesPerAssessment: number | null;

  @Column({ type: 'bigint', nullable: true })
  readonly bytesOfOrganisation: number | null;

  @Column({ type: 'integer', nullable: true })
  readonly savesPerMinute: number | null;

  @Column({ type: 'integer', nullable: true })
  readonly mailsByHandPerHour: number | null;

  /** Of all of them together: who changes them names the one they saw. */
  @Column({ type: 'integer', default: 1 })
  readonly revision: number;
}
