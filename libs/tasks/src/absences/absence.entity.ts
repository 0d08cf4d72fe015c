import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A member is away from a day to a day, both included, in the organisation's zone, and a deputy has the tasks as well. */
@Entity('absence', { schema: 'app' })
@Check('absence_days_check', '(from_on <= until_on)')
@Check('absence_deputy_check', '(deputy_id <> member_id)')
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'absence_member_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'deputyId'], ['organisationId', 'id'], {
  name: 'absence_deputy_fk',
})
@Index('absence_member_index', ['organisationId', 'memberId', 'untilOn'])
@Index('absence_deputy_index', ['organisationId', 'deputyId', 'untilOn'])
export class AbsenceEntity {
  declare readonly byDefault: 'id' | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'uuid' })
  readonly deputyId: string;

  @Column({ type: 'date' })
  readonly fromOn: string;

  @Column({ type: 'date' })
  readonly untilOn: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;
}
