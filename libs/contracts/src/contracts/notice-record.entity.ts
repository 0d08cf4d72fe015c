import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('notice_record', { schema: 'app' })
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'notice_record_contract_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'notice_record_member_fk',
})
@Index('notice_record_contract_index', ['organisationId', 'contractId', 'termNumber'])
@Index('notice_record_member_index', ['organisationId', 'byMemberId'])
export class NoticeRecordEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly contractId: string;

  /** The term that it ends; null where it ends none. */
  @Column({ type: 'integer', nullable: true })
  readonly termNumber: number | null;

  @Column({ type: 'date' })
  readonly sentOn: string;

  @Column({ type: 'text' })
  readonly way: string;

  @Column({ type: 'text', nullable: true })
  readonly proof: string | null;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'date', nullable: true })
  readonly receivedOn: string | null;

  @Column({ type: 'date', nullable: true })
  readonly countedOn: string | null;

  @Column({ type: 'date', nullable: true })
  readonly endsOn: string | null;

  /** The term for which it came too late. */
  @Column({ type: 'integer', nullable: true })
  readonly lateFor: number | null;

  @Column({ type: 'date', nullable: true })
  readonly lateEndsOn: string | null;

  /** On which the other side accepted it though it was late. */
  @Column({ type: 'date', nullable: true })
  readonly acceptedOn: string | null;

  @Column({ type: 'text', nullable: true })
  readonly acceptance: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnReason: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnByName: string | null;
}
