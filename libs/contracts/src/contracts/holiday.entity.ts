import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('holiday', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], { name: 'holiday_organisation_fk' })
export class HolidayEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'date' })
  readonly day: string;

  @Column({ type: 'text' })
  readonly name: string;
}
