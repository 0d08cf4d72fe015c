import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('milestone', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'milestone_organisation_fk',
})
@Unique('milestone_occasion_key', [
  'organisationId',
  'objectKind',
  'objectId',
  'part',
  'ladder',
  'scheduleVersion',
])
@Index('milestone_target_index', ['organisationId', 'targetDate'], { where: '(closed_at IS NULL)' })
export class MilestoneEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly objectKind: string;

  @Column({ type: 'uuid' })
  readonly objectId: string;

  @Column({ type: 'integer', default: 0 })
  readonly part: number;

  @Column({ type: 'text' })
  readonly ladder: string;

  @Column({ type: 'text', default: 'standard' })
  readonly variant: string;

  @Column({ type: 'date' })
  readonly targetDate: string;

  @Column({ type: 'date' })
  readonly startsOn: string;

  @Column({ type: 'integer' })
  readonly scheduleVersion: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly closedAt: string | null;
}
