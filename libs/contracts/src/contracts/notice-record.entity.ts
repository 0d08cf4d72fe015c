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

  @Column({ type: 'integer' })
  readonly termNumber: number;

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
}
