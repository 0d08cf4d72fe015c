import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A day on which somebody is told of an open milestone; at which hour is reckoned in the organisation's zone. */
@Entity('milestone_rung', { schema: 'app' })
@Check('milestone_rung_timing_check', "(timing = ANY (ARRAY['warns'::text, 'past'::text]))")
@ForeignKey('MilestoneEntity', ['organisationId', 'milestoneId'], ['organisationId', 'id'], {
  name: 'milestone_rung_milestone_fk',
})
@Index('milestone_rung_day_index', ['organisationId', 'day'])
export class MilestoneRungEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly milestoneId: string;

  @PrimaryColumn({ type: 'integer' })
  readonly offsetDays: number;

  @Column({ type: 'date' })
  readonly day: string;

  @Column({ type: 'text', array: true })
  readonly recipients: string[];

  @Column({ type: 'text' })
  readonly timing: string;

  @Column({ type: 'boolean' })
  readonly lastDay: boolean;

  /** The kind of mail for members; also theirs who are told because nobody else can be. */
  @Column({ type: 'text' })
  readonly memberMail: string;

  @Column({ type: 'text' })
  readonly contactMail: string;
}
