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
@Index('milestone_undated_index', ['organisationId'], { where: '((closed_at IS NULL) AND (NOT dated))' })
export class MilestoneEntity {
  declare readonly byDefault: 'id' | 'part' | 'variant' | 'dated';

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

  /** Whether its rungs are written: false where a former version set it. */
  @Column({ type: 'boolean', default: false })
  readonly dated: boolean;

  @Column({ type: 'timestamptz', nullable: true })
  readonly closedAt: string | null;
}
